package org.nucleus.node.cli;

import org.nucleus.model.Format;
import org.nucleus.node.data.RunningNode;
import org.nucleus.node.firstrun.Credentials;
import org.nucleus.node.send.BulkSender;
import org.nucleus.node.send.NotDocuments;
import org.nucleus.node.send.Report;
import org.nucleus.node.send.Sender;
import org.nucleus.node.send.Target;
import org.nucleus.runtime.health.StartFailure;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ./nucleus send}: posts files as an agent would. */
@Command(
        name = "send",
        description = {
            "Send files as an agent would, and say in plain words what was refused.",
            "",
            "A file holds one JSON document, an array, or one document a line (NDJSON); anything"
                    + " else is refused whole, and nothing of it is stored. xAPI statements go in"
                    + " batches of up to 50, Caliper envelopes one by one. What is refused holds"
                    + " nothing else back; a busy node is waited for. Statements without an id may"
                    + " be stored twice when an answer is lost on the way.",
            "",
            "Files over 1 MiB, and all files of other formats, go in bulk. A lost connection is"
                    + " taken up where it ended; so is a file sent again after the command was"
                    + " stopped. Nothing is stored twice. Events of BigBlueButton and JaaS are"
                    + " signed one by one as those systems do, unless their source takes files.",
            "",
            "Without --url it sends to the node that runs on the data folder, with the credentials"
                    + " of its first run. Exit code 1 when anything was refused.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./nucleus send --format xapi docs/samples/statements.json",
            "  ./nucleus send --format xapi --wait docs/samples/statements.json",
            "  zcat export.ndjson.gz | ./nucleus send --format xapi -",
            "  ./nucleus send --format caliper history-2025.ndjson history-2026.ndjson",
            "  NUCLEUS_SECRET=… ./nucleus send --format caliper --url https://events.school.example"
                    + " --source lms-1 envelopes.ndjson"
        })
final class SendCommand implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Surroundings surroundings;

    @Spec private CommandSpec spec;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "What the files hold: xapi, caliper, or the format of another source.")
    private Format format;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of a collector, without a path.")
    private URI url;

    @Option(names = "--source", paramLabel = "ID", description = "Id of the source to send as.")
    private String source;

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description = "Its secret; better given as environment variable NUCLEUS_SECRET.")
    private String secret;

    @Option(
            names = "--wait",
            description =
                    "Return when what was taken can be queried, and say how many rows that is; for"
                            + " the node on the data folder.")
    private boolean wait;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files; - is standard input.")
    private List<Path> files;

    @Mixin private SettingsOptions settings;

    SendCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        refuseUnreadableFiles();
        Report report =
                new Report(
                        unit(),
                        surroundings.out(),
                        surroundings.hasTerminal()
                                ? Optional.of(surroundings.err())
                                : Optional.empty());
        if (wait && url != null) {
            throw usage("--wait reads the tables of the node on the data folder; leave --url away");
        }
        Target target = target();
        Optional<Arrival> arrival =
                wait
                        ? Optional.of(
                                Arrival.begin(
                                        settings.load(surroundings),
                                        target.source(),
                                        surroundings.clock()))
                        : Optional.empty();
        try (Sender sender = new Sender(target, PATIENCE, report, surroundings.clock());
                BulkSender bulk = new BulkSender(target, PATIENCE, report)) {
            boolean signed = target.isSigned() && !bulk.isAdmitted();
            for (Path file : files) {
                if (!send(sender, signed ? Optional.empty() : Optional.of(bulk), file, report)) {
                    break;
                }
            }
        }
        boolean taken = report.close();
        boolean arrived = arrival.isEmpty() || arrival.get().await(surroundings.out());
        return taken && arrived ? ExitCode.OK : ExitCode.FAILURE;
    }

    /** False when nothing more is to be sent. */
    private static boolean send(Sender sender, Optional<BulkSender> bulk, Path file, Report report)
            throws InterruptedException {
        boolean input = file.equals(STANDARD_INPUT);
        String name = input ? "standard input" : file.toString();
        try {
            if (!input && bulk.isPresent() && bulk.get().suits(file)) {
                return bulk.get().send(file);
            }
            if (!input && !BulkSender.isLarge(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    Sender.check(in);
                }
            }
            try (InputStream in = input ? System.in : Files.newInputStream(file)) {
                return input && bulk.isPresent() && bulk.get().isOnlyWay()
                        ? bulk.get().send(name, in)
                        : sender.send(name, in);
            }
        } catch (NotDocuments e) {
            return report.refusedWhole(name, e.getMessage());
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void refuseUnreadableFiles() {
        for (Path file : files) {
            if (!file.equals(STANDARD_INPUT)
                    && (!Files.isReadable(file) || Files.isDirectory(file))) {
                throw usage(file + " is not a file that can be read");
            }
        }
    }

    private Target target() {
        Optional<String> given =
                Optional.ofNullable(secret)
                        .or(
                                () ->
                                        Optional.ofNullable(
                                                surroundings.environment().get("NUCLEUS_SECRET")));
        if ((source != null) != given.isPresent()) {
            throw usage("--source and --secret (or NUCLEUS_SECRET) belong together");
        }
        if (url != null && source != null) {
            return new Target(url, format, source, given.orElseThrow());
        }
        Path dataDir = settings.knownDataDir(surroundings);
        URI collector = url == null ? running(dataDir) : url;
        if (source != null) {
            return new Target(collector, format, source, given.orElseThrow());
        }
        Credentials.SourceSecret first = CredentialsCommand.find(dataDir, format);
        return new Target(collector, format, first.id(), first.secret());
    }

    private static URI running(Path dataDir) {
        return RunningNode.read(dataDir)
                .flatMap(RunningNode::collectorUrl)
                .map(URI::create)
                .orElseThrow(
                        () ->
                                new StartFailure(
                                        "no node runs on data folder %s; start it with './nucleus up' or give --url"
                                                .formatted(dataDir)));
    }

    private String unit() {
        return switch (format) {
            case XAPI -> "statement";
            case CALIPER -> files.stream().anyMatch(BulkSender::isLarge) ? "event" : "envelope";
            case CANVAS, CHIME, BBB, JITSI, JAAS, CLASSY, JSON, NUCLEUS -> "event";
        };
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
