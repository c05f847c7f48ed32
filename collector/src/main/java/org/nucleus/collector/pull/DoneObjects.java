package org.nucleus.collector.pull;

import org.nucleus.model.Checkpoint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which objects of a listing are settled, kept as checkpoints: 256 of them, each with the ids of a
 * part of the objects, so that many objects make neither many records nor large ones. Used by one
 * thread.
 */
final class DoneObjects {
    /** Of an id, where its digits begin, how many tell the group, and how many are kept. */
    private static final int DIGITS_FROM = "s3-".length();

    private static final int GROUP_DIGITS = 2;
    private static final int KEPT_DIGITS = 24;

    private final Checkpoints checkpoints;
    private final Map<String, Set<String>> groups = new HashMap<>();

    DoneObjects(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    boolean contains(String id) {
        return group(groupOf(id)).contains(kept(id));
    }

    /** Remembers an object whose events are all on the log. */
    void add(String id) {
        Set<String> group = group(groupOf(id));
        if (group.add(kept(id))) {
            keep(groupOf(id), group);
        }
    }

    /** Forgets all objects but these. */
    void retain(Set<String> ids) {
        Map<String, Set<String>> still = new HashMap<>();
        for (String id : ids) {
            still.computeIfAbsent(groupOf(id), ignored -> new HashSet<>()).add(kept(id));
        }
        for (int i = 0; i < 1 << (4 * GROUP_DIGITS); i++) {
            String name = String.format("%02x", i);
            Set<String> group = group(name);
            if (group.retainAll(still.getOrDefault(name, Set.of()))) {
                keep(name, group);
            }
        }
    }

    private void keep(String name, Set<String> group) {
        checkpoints.keep(name, Optional.of(String.join("", new TreeSet<>(group))), false);
    }

    private Set<String> group(String name) {
        return groups.computeIfAbsent(name, this::read);
    }

    private Set<String> read(String name) {
        String text = checkpoints.find(name).flatMap(Checkpoint::position).orElse("");
        Set<String> ids = new HashSet<>();
        for (int at = 0; at + KEPT_DIGITS <= text.length(); at += KEPT_DIGITS) {
            ids.add(text.substring(at, at + KEPT_DIGITS));
        }
        return ids;
    }

    private static String groupOf(String id) {
        return id.substring(DIGITS_FROM, DIGITS_FROM + GROUP_DIGITS);
    }

    private static String kept(String id) {
        return id.substring(DIGITS_FROM, DIGITS_FROM + KEPT_DIGITS);
    }
}
