package org.nucleus.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of load on the collector's door: one thread, one selector, requests built beforehand.
 * Closed loop where the plan has no rate; else requests fall due at even intervals and their
 * latency counts from then, whether or not a connection was free.
 */
public final class LoadLoop {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final LoadPlan plan;
    private final RequestTemplate template;
    private final Answers answers;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final long interval;
    private long nextDue;
    private long nextStatement;
    private int open;

    private LoadLoop(LoadPlan plan, Clock clock, Selector selector) throws IOException {
        this.plan = plan;
        this.template = new RequestTemplate(plan, 0, clock.instant());
        this.selector = selector;
        this.interval = plan.intervalNanos();
        connect(clock.instant());
        this.answers = new Answers(plan, template, clock);
        this.nextDue = answers.start();
    }

    /**
     * Connects, sends as planned, then waits up to 10 s for the last answers.
     *
     * @param clock tells the time of answers that are sampled
     * @throws IOException where the server cannot be reached at all
     */
    public static LoadResult run(LoadPlan plan, Clock clock) throws IOException {
        try (Selector selector = Selector.open()) {
            LoadLoop loop = new LoadLoop(plan, clock, selector);
            try {
                return loop.run();
            } finally {
                loop.connections.forEach(Connection::close);
            }
        }
    }

    private LoadResult run() throws IOException {
        while (open > 0 && System.nanoTime() < answers.until()) {
            sendDue();
            selector.select(this::serve, timeoutMillis());
        }
        long giveUp = System.nanoTime() + PATIENCE;
        while (inFlight() > 0 && System.nanoTime() < giveUp) {
            selector.select(this::serve, 10);
        }
        return answers.result(inFlight());
    }

    private void connect(Instant now) throws IOException {
        for (int i = 0; i < plan.connections(); i++) {
            byte[] request = new RequestTemplate(plan, i, now).copy();
            connections.add(Connection.open(plan.port(), selector, request));
        }
        open = connections.size();
        idle.addAll(connections);
    }

    private void sendDue() {
        long now = System.nanoTime();
        while (!idle.isEmpty() && (interval == 0 || nextDue <= now)) {
            send(idle.poll(), interval == 0 ? now : nextDue);
            nextDue += interval;
        }
    }

    private long timeoutMillis() {
        return interval == 0 || idle.isEmpty() ? 10 : 1;
    }

    private void serve(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.write();
                return;
            }
            int status = connection.read();
            if (status != 0) {
                answered(connection, status);
            }
        } catch (IOException e) {
            drop(connection);
        }
    }

    private void answered(Connection connection, int status) {
        long now = System.nanoTime();
        answers.answer(status, connection, now);
        if (interval == 0 && now < answers.until()) {
            send(connection, now);
        } else {
            idle.add(connection);
        }
    }

    private void send(Connection connection, long due) {
        long first = nextStatement;
        template.stamp(connection.request(), first);
        nextStatement += template.statements();
        try {
            connection.send(first, due);
        } catch (IOException e) {
            drop(connection);
        }
    }

    private void drop(Connection connection) {
        if (!idle.remove(connection)) {
            answers.broken();
        }
        connection.close();
        open--;
    }

    private int inFlight() {
        return open - idle.size();
    }
}
