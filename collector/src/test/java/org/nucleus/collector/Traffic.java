package org.nucleus.collector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** What came of everything that some agents sent. */
record Traffic(List<Agent.Sent> sent) {
    /** One agent's, until a moment of {@link System#nanoTime}, with a pause after every answer. */
    static Traffic of(RunningCollector collector, String source, long end, Duration pause) {
        List<Agent.Sent> sent = new ArrayList<>();
        try (Agent agent = new Agent(collector, source)) {
            while (System.nanoTime() - end < 0) {
                sent.add(agent.post());
                LockSupport.parkNanos(pause.toNanos());
            }
        }
        return new Traffic(sent);
    }

    static Traffic join(List<Future<Traffic>> parts)
            throws ExecutionException, InterruptedException {
        List<Agent.Sent> all = new ArrayList<>();
        for (Future<Traffic> part : parts) {
            all.addAll(part.get().sent());
        }
        return new Traffic(all);
    }

    /** How many answers there were of each status. */
    Map<Integer, Integer> answers() {
        Map<Integer, Integer> answers = new TreeMap<>();
        sent.forEach(one -> answers.merge(one.status(), 1, Integer::sum));
        return answers;
    }

    /** Ids of what was answered 200. */
    List<String> stored() {
        return sent.stream().filter(one -> one.status() == 200).map(Agent.Sent::id).toList();
    }

    long p99Micros() {
        List<Long> times = sent.stream().map(Agent.Sent::nanos).sorted().toList();
        return times.get(times.size() * 99 / 100) / 1000;
    }
}
