package org.nucleus.node.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.model.Topic;

import java.util.HashMap;
import java.util.Map;

/** That every received event is somewhere: good, failed, duplicate, or on the way. */
final class CountsTest {
    private final Map<String, Long> meters = new HashMap<>();

    @Test
    void duplicatesAreNotLost() {
        set("collect accepted", 20_020);
        set("processed", 20_020);
        set("deduplicate accepted", 2);
        set("deduplicate duplicate", 20_018);
        set("rows events.enriched", 2);

        assertThat(counts()).isEqualTo(new Counts(2, 0, 20_018, 0));
        assertThat(counts().received()).isEqualTo(20_020);
    }

    @Test
    void whatNobodyHasReadOrStoredYetIsOnTheWay() {
        set("collect accepted", 10);
        set("collect rejected", 1);
        assertThat(counts()).isEqualTo(new Counts(0, 0, 0, 11));

        set("processed", 6);
        set("deduplicate accepted", 4);
        set("normalise rejected", 1);
        set("deduplicate rejected", 1);
        set("rows events.enriched", 1);
        set("rows events.failed", 1);
        assertThat(counts()).isEqualTo(new Counts(1, 1, 0, 9));
        assertThat(counts().received()).isEqualTo(11);
    }

    @Test
    void whatATableCannotStoreIsFailed() {
        set("collect accepted", 3);
        set("processed", 3);
        set("deduplicate accepted", 3);
        set("rows events.enriched", 3);
        set("rows events.failed", 1);
        set("rejected events.enriched", 1);

        assertThat(counts()).isEqualTo(new Counts(2, 1, 0, 0));
    }

    @Test
    void aRecordOfSeveralEventsIsOneUntilItIsReadAndADescriptionNone() {
        set("collect accepted", 2);
        assertThat(counts().received()).isEqualTo(2);

        set("processed", 2);
        set("deduplicate accepted", 5);
        set("rows events.enriched", 5);
        assertThat(counts()).isEqualTo(new Counts(5, 0, 0, 0));
    }

    @Test
    void whatWasOnTheLogBeforeTheStartMakesNothingNegative() {
        set("collect accepted", 1);
        set("processed", 100);
        set("deduplicate accepted", 100);
        set("rows events.enriched", 500);

        assertThat(counts()).isEqualTo(new Counts(100, 0, 0, 0));
    }

    private void set(String meter, long value) {
        meters.put(meter, value);
    }

    private Counts counts() {
        return Counts.of(
                new Counts.Meters() {
                    @Override
                    public long events(String stage, String outcome) {
                        return value(stage + " " + outcome);
                    }

                    @Override
                    public long processed() {
                        return value("processed");
                    }

                    @Override
                    public long sinkRows(Topic topic) {
                        return value("rows " + topic.name());
                    }

                    @Override
                    public long sinkRejected(Topic topic) {
                        return value("rejected " + topic.name());
                    }
                });
    }

    private long value(String meter) {
        return meters.getOrDefault(meter, 0L);
    }
}
