package org.nucleus.collector.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The member names seen so far in every object that is open, to find duplicates and missing
 * members: a scan while an object is small, a set once it is large, so that any number of members
 * costs time in proportion.
 */
public final class MemberNames {
    private static final int SMALL = 16;

    private String[] names = new String[32];
    private int[] bases = new int[8];
    private Set<?>[] large = new Set<?>[8];
    private int top;
    private int depth = -1;

    /** An object begins. */
    public void open() {
        depth++;
        if (depth == bases.length) {
            bases = Arrays.copyOf(bases, depth * 2);
            large = Arrays.copyOf(large, depth * 2);
        }
        bases[depth] = top;
        large[depth] = null;
    }

    /** The innermost object ends. */
    public void close() {
        top = bases[depth];
        depth--;
    }

    /** Adds a member of the innermost object; false when it had one of that name. */
    public boolean add(String name) {
        if (top - bases[depth] >= SMALL) {
            return set().add(name);
        }
        if (has(name)) {
            return false;
        }
        if (top == names.length) {
            names = Arrays.copyOf(names, top * 2);
        }
        names[top++] = name;
        return true;
    }

    /** Whether the innermost object has had a member of that name. */
    public boolean has(String name) {
        if (large[depth] != null) {
            return large[depth].contains(name);
        }
        for (int i = bases[depth]; i < top; i++) {
            if (names[i].equals(name)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private Set<String> set() {
        if (large[depth] == null) {
            large[depth] = new HashSet<>(Arrays.asList(names).subList(bases[depth], top));
        }
        return (Set<String>) large[depth];
    }
}
