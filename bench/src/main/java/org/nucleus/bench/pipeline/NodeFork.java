package org.nucleus.bench.pipeline;

import org.nucleus.bench.fork.Fork;
import org.nucleus.bench.fork.GivenSettings;
import org.nucleus.bench.fork.ScratchFolder;
import org.nucleus.bench.load.Sender;
import org.nucleus.exporter.lake.LakeSettings;
import org.nucleus.model.Format;
import org.nucleus.node.firstrun.Credentials;
import org.nucleus.node.firstrun.Credentials.SourceSecret;
import org.nucleus.node.services.House;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A whole node in a process of its own, on a new folder that is deleted afterwards. */
final class NodeFork implements AutoCloseable {
    private final ScratchFolder folder;
    private final Fork process;
    private final int port;
    private final LakeSettings lake;

    private NodeFork(ScratchFolder folder, Fork process, int port, LakeSettings lake) {
        this.folder = folder;
        this.process = process;
        this.port = port;
        this.lake = lake;
    }

    /** Returns when the node is ready. */
    static NodeFork start(PipelinePlan plan) {
        ScratchFolder folder = ScratchFolder.make();
        List<String> settings = new ArrayList<>(plan.settings());
        settings.add("data.dir=" + folder.path());
        settings.add("kafka.embedded.port=0");
        settings.add("collector.http.host=127.0.0.1");
        settings.add("collector.http.port=0");
        settings.add("admin.http.port=0");
        settings.add("management.http.port=0");
        LakeSettings lake = LakeSettings.from(GivenSettings.parse(House.SETTINGS, settings));
        Fork process = Fork.start("node", plan.jvm(), NodeProcess.class, settings);
        try {
            return new NodeFork(folder, process, Integer.parseInt(process.hear()), lake);
        } catch (RuntimeException e) {
            process.close();
            folder.close();
            throw e;
        }
    }

    /** The collector's port. */
    int port() {
        return port;
    }

    Path dataDir() {
        return folder.path();
    }

    LakeSettings lake() {
        return lake;
    }

    Duration cpu() {
        return process.cpu();
    }

    /** The xAPI source that the node made for itself. */
    Sender sender() {
        SourceSecret source =
                Credentials.read(folder.path())
                        .flatMap(credentials -> credentials.source(Format.XAPI))
                        .orElseThrow(() -> new IllegalStateException("the node made no source"));
        return new Sender(Format.XAPI, source.id(), source.secret());
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }
}
