package org.nucleus.node.send;

import org.nucleus.model.Format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends whole files in parts of some MiB, each from where the collector has settled the one before;
 * a part that was cut short goes on there, whether its connection broke or the command was stopped.
 */
public final class BulkSender implements AutoCloseable {
    private static final long LARGE = 1 << 20;
    private static final long UNKNOWN_SIZE = 0;

    private final Target target;
    private final Duration patience;
    private final Report report;
    private final UploadClient client;

    /**
     * @param patience how long one part is repeated before giving up
     */
    public BulkSender(Target target, Duration patience, Report report) {
        this.target = target;
        this.patience = patience;
        this.report = report;
        this.client = new UploadClient(target);
    }

    /** Whether a file is one to send in bulk for its size. */
    public static boolean isLarge(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) > LARGE;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the collector takes files of this source, and not only what its system signs. */
    public boolean isAdmitted() throws InterruptedException {
        return client.isAdmitted();
    }

    /** Whether the format has no other address. */
    public boolean isOnlyWay() {
        return target.format() != Format.XAPI && target.format() != Format.CALIPER;
    }

    /**
     * Whether to send {@code file} in bulk: it is large and more than one document, or there is no
     * other way.
     *
     * @throws NotDocuments when the file, as far as that must be read, is none that can be sent
     */
    public boolean suits(Path file) throws IOException {
        if (isOnlyWay() || !isLarge(file)) {
            return isOnlyWay();
        }
        try (InputStream in = Files.newInputStream(file)) {
            JsonSplitter splitter = new JsonSplitter(in);
            return splitter.next().isPresent()
                    && (splitter.isRegular() || splitter.next().isPresent());
        }
    }

    /**
     * Sends a file, or what of it an earlier command did not; as it is now, so that a changed file
     * is another upload.
     *
     * @return false when the collector takes nothing any more; the report has the reason
     */
    public boolean send(Path file) throws IOException, InterruptedException {
        long size = Files.size(file);
        String version =
                "%s|%d|%s".formatted(file.toRealPath(), size, Files.getLastModifiedTime(file));
        UUID upload = UUID.nameUUIDFromBytes(version.getBytes(StandardCharsets.UTF_8));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return send(file.toString(), upload, in, size);
        }
    }

    /** Sends what a stream has. */
    public boolean send(String name, InputStream in) throws IOException, InterruptedException {
        return send(name, UUID.randomUUID(), in, UNKNOWN_SIZE);
    }

    private boolean send(String name, UUID upload, InputStream in, long size)
            throws IOException, InterruptedException {
        Step step = repeat(name, upload.toString(), Optional.empty());
        if (step instanceof Step.At begin) {
            in.skipNBytes(begin.progress().offset());
            Part part = new Part(in, begin.progress().offset());
            while (step instanceof Step.At at && !at.progress().complete()) {
                part.fill();
                step = repeat(name, upload.toString(), Optional.of(part));
                if (step instanceof Step.At next) {
                    part.settled(next.progress().offset());
                    report.progress(name, next.progress().offset(), size);
                }
            }
        }
        return switch (step) {
            case Step.At at -> tell(name, at.progress());
            case Step.Ended ended -> ended.othersMayFollow();
        };
    }

    /** What came of a part. */
    private sealed interface Step {
        record At(Progress progress) implements Step {}

        /** Nothing more of the file is taken; the report has the reason. */
        record Ended(boolean othersMayFollow) implements Step {}
    }

    /** Posts a part until it was answered, or only asks. */
    private Step repeat(String name, String upload, Optional<Part> part)
            throws InterruptedException {
        Patience left = new Patience(patience);
        boolean ask = part.isEmpty();
        while (true) {
            UploadClient.Reply reply =
                    ask ? client.progress(upload) : client.post(upload, part.orElseThrow());
            switch (reply) {
                case UploadClient.Reply.Told told -> {
                    Progress progress = told.progress();
                    if (part.isPresent() && !part.get().reaches(progress.offset())) {
                        return giveUp(target + " has forgotten a part; send the file again");
                    }
                    if (!ask || part.isEmpty() || movesOn(part.get(), progress)) {
                        return new Step.At(progress);
                    }
                    ask = false;
                }
                case UploadClient.Reply.Again again -> {
                    if (!left.waits(again.after())) {
                        return giveUp(again.reason());
                    }
                    ask = true;
                }
                case UploadClient.Reply.Refused refused -> {
                    return new Step.Ended(report.refusedWhole(name, refused.reason()));
                }
                case UploadClient.Reply.Closed closed -> {
                    return giveUp(closed.reason());
                }
            }
        }
    }

    private static boolean movesOn(Part part, Progress progress) {
        return progress.complete() || progress.offset() > part.offset();
    }

    private Step giveUp(String reason) {
        return new Step.Ended(report.closed(reason));
    }

    private boolean tell(String name, Progress progress) throws InterruptedException {
        report.accepted(progress.accepted());
        long told = 0;
        Optional<String> next =
                progress.rejected() == 0 ? Optional.empty() : Optional.of(progress.report());
        while (next.isPresent() && told < progress.rejected() && report.showsMore()) {
            UploadClient.Page page = client.errors(next.get());
            for (int i = 0; i < page.lines().size() && report.showsMore(); i++) {
                report.refused(name, page.lines().get(i), page.refusals().get(i));
                told++;
            }
            next = page.next();
        }
        report.refusedToo(
                name,
                Math.max(0, progress.rejected() - told),
                target.at(progress.report()).toString());
        return true;
    }

    @Override
    public void close() {
        client.close();
    }
}
