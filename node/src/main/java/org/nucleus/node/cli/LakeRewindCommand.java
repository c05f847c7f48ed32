package org.nucleus.node.cli;

import org.nucleus.exporter.lake.LakeRewind;
import org.nucleus.exporter.lake.LakeSettings;
import org.nucleus.node.settings.NodeSettings;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.settings.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code ./nucleus lake rewind}: the exporter reads the log from its beginning. */
@Command(
        name = "rewind",
        description = {
            "Have the exporter read the log from its beginning; no row is written twice.",
            "",
            "For a lake whose log was lost, made anew or restored from a backup: the exporter then"
                    + " stores nothing and its health names this command.",
            "It works beside a running node, which starts again by itself, and without one.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  ./nucleus lake rewind",
            "",
            "Before you run it: docs/how-to/recover-the-log.md."
        })
final class LakeRewindCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private SettingsOptions settings;

    LakeRewindCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Settings loaded = settings.load(surroundings);
        Path dataDir = NodeSettings.from(loaded).dataDir();
        List<LakeRewind.Rewound> rewound = rewind(LakeSettings.from(loaded), dataDir);
        if (rewound.isEmpty()) {
            throw new StartFailure(
                    "no table to rewind was found; is "
                            + dataDir
                            + " the node's data folder (data.dir), and lake.* as the node has it?");
        }
        for (LakeRewind.Rewound table : rewound) {
            surroundings
                    .out()
                    .printf(
                            Locale.ROOT,
                            "%s: reads the log from its beginning; its %,d rows stay as they are"
                                    + " and are not written again%n",
                            table.table(),
                            table.rows());
        }
        surroundings.out().println("A running exporter begins within a minute: ./nucleus status");
        return ExitCode.OK;
    }

    private List<LakeRewind.Rewound> rewind(LakeSettings lake, Path dataDir) {
        try {
            return LakeRewind.run(lake, dataDir, surroundings.clock());
        } catch (RuntimeException e) {
            throw new StartFailure("the lake cannot be rewound: " + Failures.reason(e), e);
        }
    }
}
