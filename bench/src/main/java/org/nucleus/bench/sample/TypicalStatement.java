package org.nucleus.bench.sample;

import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An xAPI statement of the shape and size (about 850 bytes) that a quiz in a learning management
 * system sends. They differ as much as such statements do, since the log compresses them, and are
 * of equal length, so that places in them can be counted.
 */
public final class TypicalStatement {
    /** Ids with this prefix are UUIDs; the rest of an id is the statement's number, in hex. */
    public static final String ID_PREFIX = "00000000-0000-4000-8000-";

    /** Hex digits of a statement's number at the end of its id. */
    public static final int NUMBER_DIGITS = 12;

    /** Decimal digits of the learner's number at the end of the actor's account name. */
    public static final int LEARNER_DIGITS = 5;

    private static final long SEEDS_APART = 1_000_003;
    private static final String BEFORE_ID = "{\"id\":\"";
    private static final String LEARNER = "\"name\":\"learner-";

    private static final String STATEMENT =
            """
            %s%s%012x",\
            "actor":{"objectType":"Agent","name":"A learner",\
            "account":{"homePage":"https://lms.bench.example",%s%05d"}},\
            "verb":{"id":"http://adlnet.gov/expapi/verbs/answered","display":{"en-US":"answered"}},\
            "object":{"objectType":"Activity",\
            "id":"https://lms.bench.example/items/%s",\
            "definition":{"type":"http://adlnet.gov/expapi/activities/question",\
            "name":{"en-US":"Item %03d: the slope of a line"}}},\
            "result":{"score":{"scaled":0.%02d,"raw":%02d,"min":0,"max":100},"success":true,\
            "completion":true,"duration":"PT%02d.%dS"},\
            "context":{"registration":"%s",\
            "platform":"Bench LMS","language":"en-US","contextActivities":{\
            "parent":[{"id":"https://lms.bench.example/quizzes/%s"}]}},\
            "timestamp":"%s"}\
            """;

    private TypicalStatement() {}

    /**
     * One statement.
     *
     * @param idPrefix 24 characters, such as {@link #ID_PREFIX}
     * @param number the rest of its id, and its learner
     * @param timestamp ISO 8601
     * @param seed of what else differs from statement to statement: item, quiz, registration, score
     */
    public static String one(String idPrefix, int number, String timestamp, long seed) {
        SplittableRandom random = new SplittableRandom(seed * SEEDS_APART + number);
        int score = random.nextInt(10, 100);
        return STATEMENT.formatted(
                BEFORE_ID,
                idPrefix,
                number,
                LEARNER,
                number,
                uuid(random),
                random.nextInt(1000),
                score,
                score,
                random.nextInt(10, 60),
                random.nextInt(10),
                uuid(random),
                uuid(random),
                timestamp);
    }

    /** An array of {@code count} statements, numbered from 0. */
    public static String array(String idPrefix, int count, String timestamp, long seed) {
        return IntStream.range(0, count)
                .mapToObj(number -> one(idPrefix, number, timestamp, seed))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A version 4 UUID that the seed decides. */
    static UUID uuid(SplittableRandom random) {
        long most = (random.nextLong() & ~0xF000L) | 0x4000L;
        long least = (random.nextLong() & ~0xC000000000000000L) | 0x8000000000000000L;
        return new UUID(most, least);
    }

    /** Where in {@code statement} the hex digits of its number are. */
    static int numberAt(String statement) {
        return statement.indexOf(BEFORE_ID) + BEFORE_ID.length() + ID_PREFIX.length();
    }

    /** Where in {@code statement} the decimal digits of its learner are. */
    static int learnerAt(String statement) {
        return statement.indexOf(LEARNER) + LEARNER.length();
    }
}
