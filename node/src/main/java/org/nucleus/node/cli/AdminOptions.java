package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.node.admin.AdminClient;
import org.nucleus.node.admin.Reply;
import org.nucleus.node.data.RunningNode;
import org.nucleus.node.firstrun.Credentials;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.settings.Settings;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The options of every command that asks the admin API. */
final class AdminOptions {
    private static final String TOKEN = "NUCLEUS_TOKEN";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Admin API of the node, such as http://localhost:8081.")
    private URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The administrator's token; better in the environment, NUCLEUS_TOKEN.")
    private String token;

    @Option(names = "--json", description = "Print the answer as JSON, for scripts.")
    private boolean json;

    @Mixin private SettingsOptions settings;

    AdminClient client(Surroundings surroundings) {
        Optional<String> given =
                Optional.ofNullable(token)
                        .or(() -> Optional.ofNullable(surroundings.environment().get(TOKEN)));
        if (url != null && given.isPresent()) {
            return new AdminClient(url, given.get());
        }
        Path dataDir = settings.knownDataDir(surroundings);
        return new AdminClient(
                url == null ? running(dataDir) : url, given.orElseGet(() -> firstToken(dataDir)));
    }

    Settings settings(Surroundings surroundings) {
        return settings.load(surroundings);
    }

    /** Prints what was asked for, or says why not; the exit code. */
    int show(Reply reply, Surroundings surroundings, Consumer<JsonNode> printer) {
        switch (reply) {
            case Reply.Done done -> {
                if (json) {
                    surroundings.out().println(done.body().toPrettyString());
                } else {
                    printer.accept(done.body());
                }
                return ExitCode.OK;
            }
            case Reply.Refused refused -> {
                refused.sentences()
                        .forEach(sentence -> surroundings.err().println("nucleus: " + sentence));
                return ExitCode.FAILURE;
            }
        }
    }

    private static URI running(Path dataDir) {
        return RunningNode.read(dataDir)
                .flatMap(RunningNode::adminUrl)
                .map(URI::create)
                .orElseThrow(
                        () ->
                                new StartFailure(
                                        "no node runs on data folder %s; start it with './nucleus up' or give --url"
                                                .formatted(dataDir)));
    }

    private static String firstToken(Path dataDir) {
        return Credentials.known(dataDir)
                .admin()
                .token()
                .orElseThrow(
                        () ->
                                new StartFailure(
                                        "%s has no administrator's token; give --token"
                                                .formatted(Credentials.file(dataDir))));
    }
}
