package org.nucleus.bench.pipeline;

/**
 * Which statements are followed into the table: those whose id ends with some zeros, so that one
 * query finds them, and that are first in their request, so that the time of their answer is known.
 *
 * @param zeros at the end of the id, hex
 * @param every so many statements one is followed
 */
record Sampling(int zeros, int every) {
    private static final int PER_SECOND_AT_MOST = 100;

    /** About ten to a hundred a second, if there are that many requests. */
    static Sampling of(int statementsPerSecond, int batch) {
        int zeros = 0;
        int every = batch;
        while (statementsPerSecond / every > PER_SECOND_AT_MOST) {
            zeros++;
            every = leastCommonMultiple(batch, 1 << (4 * zeros));
        }
        return new Sampling(zeros, every);
    }

    /** SQL pattern of the ids. */
    String pattern(String idPrefix) {
        return idPrefix + "%" + "0".repeat(zeros);
    }

    private static int leastCommonMultiple(int a, int b) {
        int greatest = a;
        int rest = b;
        while (rest != 0) {
            int next = greatest % rest;
            greatest = rest;
            rest = next;
        }
        return a / greatest * b;
    }
}
