package org.nucleus.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class TraceContextTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @ParameterizedTest
    @ValueSource(
            strings = {
                PARENT,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-comes-later"
            })
    void takesAValidParent(String parent) {
        assertThat(TraceContext.of(List.of(parent), List.of()))
                .contains(new TraceContext(parent, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
                " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void dropsAnInvalidParentAndItsState(String parent) {
        assertThat(TraceContext.of(List.of(parent), List.of("a=1"))).isEmpty();
    }

    @Test
    void dropsTwoParentsAndAnEndlessOne() {
        assertThat(TraceContext.of(List.of(PARENT, PARENT), List.of())).isEmpty();
        assertThat(
                        TraceContext.of(
                                List.of("cc" + PARENT.substring(2) + "-" + "a".repeat(100)),
                                List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE",
                "a=1 , b=2,\t,c=x y!",
                "tenant@vendor=1,0tenant@vendor=2",
                "a_-*/0=1"
            })
    void takesAValidState(String state) {
        assertThat(TraceContext.of(List.of(PARENT), List.of(state)))
                .contains(new TraceContext(PARENT, state));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "a",
                "a=",
                "=1",
                "A=1",
                "0a=1",
                "a=1=2",
                "a=1,a=2",
                "a b=1",
                "a=\u00e9",
                "a@=1",
                "a@0b=1",
                "a@b@c=1",
                "a=\u0007"
            })
    void dropsAnInvalidStateAlone(String state) {
        assertThat(TraceContext.of(List.of(PARENT), List.of(state)))
                .contains(new TraceContext(PARENT, ""));
    }

    @Test
    void joinsSeveralStatesInOrder() {
        assertThat(TraceContext.of(List.of(PARENT), List.of("a=1", "b=2,c=3")))
                .contains(new TraceContext(PARENT, "a=1,b=2,c=3"));
        assertThat(TraceContext.of(List.of(PARENT), List.of("a=1", "a=2")))
                .contains(new TraceContext(PARENT, ""));
    }

    @Test
    void dropsAStateWithTooManyMembersOrCharacters() {
        assertThat(TraceContext.of(List.of(PARENT), List.of(members(32))))
                .hasValueSatisfying(trace -> assertThat(trace.tracestate()).isNotEmpty());
        assertThat(TraceContext.of(List.of(PARENT), List.of(members(33))))
                .contains(new TraceContext(PARENT, ""));
        assertThat(
                        TraceContext.of(
                                List.of(PARENT),
                                List.of("a=" + "1".repeat(256), "b=" + "1".repeat(256))))
                .contains(new TraceContext(PARENT, ""));
    }

    @Test
    void goesFromRecordToRecordAndNothingElseDoes() {
        Headers received = new RecordHeaders();
        received.add("tenant", new byte[] {1});
        new TraceContext(PARENT, "a=1").writeTo(received);

        Headers enriched = TraceContext.handedOn(received);

        assertThat(enriched.toArray()).hasSize(2);
        assertThat(text(enriched, "traceparent")).isEqualTo(PARENT);
        assertThat(text(enriched, "tracestate")).isEqualTo("a=1");
        assertThat(TraceContext.handedOn(new RecordHeaders()).toArray()).isEmpty();
    }

    @Test
    void writesNoEmptyState() {
        Headers headers = new RecordHeaders();
        new TraceContext(PARENT, "").writeTo(headers);

        assertThat(headers.toArray()).hasSize(1);
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "k" + i + "=1")
                .collect(Collectors.joining(","));
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.US_ASCII);
    }
}
