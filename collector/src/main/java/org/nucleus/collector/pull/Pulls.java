package org.nucleus.collector.pull;

import org.nucleus.runtime.health.Health;

import java.util.ArrayList;
import java.util.List;

/** Everything that this process fetches, each point at its own pace. */
public final class Pulls implements AutoCloseable {
    /** No name of a point has a dot. */
    private static final String UPLOADS = "collector.uploads";

    private final List<PullWorker> workers = new ArrayList<>();

    /**
     * Nothing happens yet.
     *
     * @param uploads the bucket that sources put files into, where there is one
     */
    public Pulls(PullSettings settings, UploadSettings uploads, PullParts parts) {
        settings.points().forEach(point -> workers.add(worker(point, parts)));
        if (uploads.isSet() && uploads.fetch()) {
            workers.add(worker(uploads, parts));
        }
    }

    private static PullWorker worker(PullPoint point, PullParts parts) {
        Stop stop = new Stop();
        PullMeters meters = new PullMeters(parts.metrics(), point.name(), point.source());
        Intake intake = new Intake(point, parts, meters, stop);
        return new PullWorker(
                point.name(),
                () ->
                        switch (point.place()) {
                            case PullPoint.Queue queue ->
                                    new SourceWork(
                                            intake,
                                            new SqsPuller(
                                                    queue(
                                                            point.name(),
                                                            queue.url(),
                                                            point.address(),
                                                            parts),
                                                    intake));
                            case PullPoint.Stream stream ->
                                    new SourceWork(
                                            intake,
                                            new KinesisPuller(
                                                    new Shards(
                                                            AwsClients.kinesis(point.address()),
                                                            stream.name()),
                                                    new Checkpoints(
                                                            point.name(), stream.name(), parts),
                                                    intake,
                                                    meters));
                            case PullPoint.Bucket bucket ->
                                    objects(
                                            bucket,
                                            point.address(),
                                            new ObjectSite(
                                                    point.name(),
                                                    bucket(bucket, point.address()),
                                                    new OneOwner(point.source(), bucket, parts),
                                                    Long.MAX_VALUE,
                                                    false),
                                            new Worker(parts, meters, stop));
                        },
                meters,
                stop);
    }

    private static PullWorker worker(UploadSettings uploads, PullParts parts) {
        Stop stop = new Stop();
        PullMeters meters = new PullMeters(parts.metrics(), UPLOADS, "any");
        return new PullWorker(
                UPLOADS,
                () ->
                        objects(
                                uploads.place(),
                                uploads.address(),
                                new ObjectSite(
                                        UPLOADS,
                                        bucket(uploads.place(), uploads.address()),
                                        new KeyOwners(
                                                uploads.bucket(),
                                                new UploadKeys(uploads.prefix()),
                                                parts),
                                        uploads.mostBytes(),
                                        uploads.delete()),
                                new Worker(parts, meters, stop)),
                meters,
                stop);
    }

    /** What a worker's parts share. */
    private record Worker(PullParts parts, PullMeters meters, Stop stop) {}

    private static Bucket bucket(PullPoint.Bucket place, AwsAddress address) {
        return new Bucket(AwsClients.s3(address), place.name());
    }

    private static PullWork objects(
            PullPoint.Bucket place, AwsAddress address, ObjectSite site, Worker worker) {
        PullParts parts = worker.parts();
        ObjectIntake intake = new ObjectIntake(site, parts, worker.meters(), worker.stop());
        return place.queue()
                .<PullWork>map(
                        url ->
                                new NoticeWork(
                                        queue(site.pull(), url, address.ofQueue(url), parts),
                                        site,
                                        intake,
                                        worker.meters()))
                .orElseGet(
                        () ->
                                new ListingWork(
                                        site,
                                        place,
                                        intake,
                                        new DoneObjects(
                                                new Checkpoints(
                                                        site.pull(), place.name(), parts))));
    }

    private static SqsQueue queue(String pull, String url, AwsAddress address, PullParts parts) {
        return new SqsQueue(AwsClients.sqs(address), pull, url, parts.appendTimeout());
    }

    /** Begins to fetch; whether a place can be reached shows in {@link #check}. */
    public void start() {
        workers.forEach(PullWorker::start);
    }

    /** Degraded while a place does not answer, whatever else works. */
    public Health check() {
        return workers.stream()
                .map(PullWorker::check)
                .filter(health -> !health.equals(Health.UP))
                .findFirst()
                .orElse(Health.UP);
    }

    /** Stops fetching, within a few seconds. */
    @Override
    public void close() {
        workers.forEach(PullWorker::stop);
        workers.forEach(PullWorker::close);
    }
}
