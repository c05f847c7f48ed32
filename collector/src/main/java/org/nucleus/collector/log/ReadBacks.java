package org.nucleus.collector.log;

import org.nucleus.runtime.kafka.KafkaSettings;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads records of {@code events.received} back on a few threads, for one request of a source at a
 * time: requests of one source wait for each other, not those of others for them.
 */
public final class ReadBacks implements AutoCloseable {
    private static final int AT_A_TIME = 4;
    private static final int MOST_WAITING_OF_A_SOURCE = 64;

    private final List<LogReader> readers = new ArrayList<>();

    /** Those that read most recently first, so that no more connect than are needed at a time. */
    private final LinkedBlockingDeque<LogReader> free = new LinkedBlockingDeque<>();

    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    AT_A_TIME,
                    Thread.ofPlatform().daemon().name("collector-read-back-", 1).factory());
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Deque<Runnable>> lines = new HashMap<>();

    /** Nothing happens yet. */
    public ReadBacks(KafkaSettings kafka) {
        for (int i = 0; i < AT_A_TIME; i++) {
            readers.add(new LogReader(kafka, i + 1));
        }
        free.addAll(readers);
    }

    /**
     * Reads the values at some positions, one after another; returns at once.
     *
     * @param source whose request it is
     * @return the values, each empty where the log no longer has it; fails with a {@link
     *     org.apache.kafka.common.KafkaException} when the log does not answer. Nothing where too
     *     many requests of the source wait
     */
    public Optional<CompletableFuture<List<Optional<byte[]>>>> read(
            String source, List<Position> positions) {
        CompletableFuture<List<Optional<byte[]>>> values = new CompletableFuture<>();
        Runnable reading = () -> read(positions, values);
        lock.lock();
        try {
            Deque<Runnable> line = lines.computeIfAbsent(source, ignored -> new ArrayDeque<>());
            if (line.size() > MOST_WAITING_OF_A_SOURCE) {
                return Optional.empty();
            }
            line.add(reading);
            if (line.size() == 1) {
                start(source, reading);
            }
        } finally {
            lock.unlock();
        }
        return Optional.of(values);
    }

    private void start(String source, Runnable reading) {
        threads.execute(
                () -> {
                    try {
                        reading.run();
                    } finally {
                        next(source);
                    }
                });
    }

    private void next(String source) {
        lock.lock();
        try {
            Deque<Runnable> line = lines.get(source);
            line.remove();
            if (line.isEmpty()) {
                lines.remove(source);
            } else if (!threads.isShutdown()) {
                start(source, line.peek());
            }
        } finally {
            lock.unlock();
        }
    }

    private void read(List<Position> positions, CompletableFuture<List<Optional<byte[]>>> values) {
        LogReader reader = free.remove();
        try {
            List<Optional<byte[]>> found = new ArrayList<>(positions.size());
            for (Position position : positions) {
                found.add(reader.read(position));
            }
            values.complete(found);
        } catch (Throwable e) {
            values.completeExceptionally(e);
        } finally {
            free.addFirst(reader);
        }
    }

    /** Begins nothing more, and waits for what is read at the moment. */
    @Override
    public void close() {
        threads.shutdownNow();
        readers.forEach(LogReader::close);
    }
}
