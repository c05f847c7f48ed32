package org.nucleus.node.cli;

import org.nucleus.model.Format;
import org.nucleus.node.firstrun.Credentials;
import org.nucleus.runtime.health.StartFailure;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code ./nucleus credentials FORMAT}: the first run's secret, for scripts and curl. */
@Command(
        name = "credentials",
        description = {
            "Print id:secret of the first run's source for a format, as curl -u takes it.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  curl -u \"$(./nucleus credentials xapi)\" … http://localhost:8080/xapi/statements"
        })
final class CredentialsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "FORMAT",
            description = "xapi, caliper, canvas, chime, bbb, jitsi, jaas, classy or json.")
    private Format format;

    @Mixin private SettingsOptions settings;

    CredentialsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path dataDir = settings.knownDataDir(surroundings);
        Credentials.SourceSecret source = find(dataDir, format);
        surroundings.out().println(source.id() + ":" + source.secret());
        return ExitCode.OK;
    }

    static Credentials.SourceSecret find(Path dataDir, Format format) {
        return Credentials.known(dataDir)
                .source(format)
                .orElseThrow(
                        () ->
                                new StartFailure(
                                        "%s has no source for %s; add one with './nucleus sources add ID --format %s'"
                                                .formatted(
                                                        Credentials.file(dataDir),
                                                        format,
                                                        format.name().toLowerCase(Locale.ROOT))));
    }
}
