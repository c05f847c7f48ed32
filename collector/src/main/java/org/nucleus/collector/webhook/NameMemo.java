package org.nucleus.collector.webhook;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was once found out about a member's name. Senders use few names again and again; what
 * somebody makes up cannot fill the memory: only so many short names are kept. Safe on many
 * threads.
 *
 * @param <T> what there is to know
 */
public final class NameMemo<T> {
    private static final int MOST = 4096;
    private static final int LONGEST = 64;

    private final Map<String, T> known = new ConcurrentHashMap<>();
    private final Function<String, T> judgement;

    /**
     * @param judgement pure, of every name
     */
    public NameMemo(Function<String, T> judgement) {
        this.judgement = judgement;
    }

    /** What the judgement says of {@code name}. */
    public T of(String name) {
        T found = known.get(name);
        if (found != null) {
            return found;
        }
        T judged = judgement.apply(name);
        if (name.length() <= LONGEST && known.size() < MOST) {
            known.put(name, judged);
        }
        return judged;
    }
}
