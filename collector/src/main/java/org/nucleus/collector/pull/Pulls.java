package org.nucleus.collector.pull;

import org.nucleus.runtime.health.Health;

import java.util.ArrayList;
import java.util.List;

/** Everything that this process fetches, each point at its own pace. */
public final class Pulls implements AutoCloseable {
    private final List<PullWorker> workers = new ArrayList<>();

    /** Nothing happens yet. */
    public Pulls(PullSettings settings, PullParts parts) {
        settings.points().forEach(point -> workers.add(worker(point, parts)));
    }

    private static PullWorker worker(PullPoint point, PullParts parts) {
        Stop stop = new Stop();
        PullMeters meters = new PullMeters(parts.metrics(), point);
        Intake intake = new Intake(point, parts, meters, stop);
        return new PullWorker(
                point.name(),
                intake,
                () ->
                        switch (point.place()) {
                            case PullPoint.Queue queue ->
                                    new SqsPuller(
                                            AwsClients.sqs(point),
                                            point.name(),
                                            queue,
                                            intake,
                                            parts.appendTimeout());
                            case PullPoint.Stream stream ->
                                    new KinesisPuller(
                                            new Shards(AwsClients.kinesis(point), stream.name()),
                                            new Checkpoints(point.name(), stream.name(), parts),
                                            intake,
                                            meters);
                        },
                meters,
                stop);
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
