package org.nucleus.runtime.kafka;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace that an agent's request is part of, carried along as it came: from the request into the
 * headers {@value #TRACEPARENT} and {@value #TRACESTATE} of its records, and on from record to
 * record. Nothing is measured or sent here. Follows W3C Trace Context, Level 1.
 *
 * @param traceparent of version 00, or of a later version as far as 00 can tell
 * @param tracestate the vendors' part; empty for none
 */
public record TraceContext(String traceparent, String tracestate) {
    public static final String TRACEPARENT = "traceparent";
    public static final String TRACESTATE = "tracestate";

    private static final int MOST_PARENT_CHARACTERS = 128;
    private static final int MOST_STATE_CHARACTERS = 512;
    private static final int MOST_STATE_MEMBERS = 32;
    private static final Pattern PARENT =
            Pattern.compile(
                    "(?<version>[0-9a-f]{2})-(?<trace>[0-9a-f]{32})-(?<span>[0-9a-f]{16})-[0-9a-f]{2}"
                        + "(?<more>-.*)?");
    private static final Pattern MEMBER =
            Pattern.compile(
                    "(?<key>[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})=["
                        + " -+\\--<>-~]{0,255}[!-+\\--<>-~]");
    private static final Pattern COMMA = Pattern.compile("[ \\t]*,[ \\t]*");

    public TraceContext {
        Objects.requireNonNull(traceparent, "traceparent is null");
        Objects.requireNonNull(tracestate, "tracestate is null");
    }

    /**
     * The trace of a request.
     *
     * @param traceparent all headers of the name
     * @param tracestate all headers of the name, in order
     * @return empty where there is not one valid {@code traceparent}; a {@code tracestate} that is
     *     invalid, or longer than the 512 characters that every vendor takes, is dropped alone
     */
    public static Optional<TraceContext> of(List<String> traceparent, List<String> tracestate) {
        return traceparent.size() == 1 && isParent(traceparent.getFirst())
                ? Optional.of(new TraceContext(traceparent.getFirst(), state(tracestate)))
                : Optional.empty();
    }

    /** Trace Context 3.2.2: no id is all zeros, and version 00 has nothing after the flags. */
    private static boolean isParent(String text) {
        if (text.length() > MOST_PARENT_CHARACTERS) {
            return false;
        }
        Matcher parent = PARENT.matcher(text);
        if (!parent.matches()) {
            return false;
        }
        String version = parent.group("version");
        boolean whole = parent.group("more") == null;
        return !version.equals("ff")
                && (whole || !version.equals("00"))
                && !isZero(parent.group("trace"))
                && !isZero(parent.group("span"));
    }

    private static boolean isZero(String hex) {
        return hex.chars().allMatch(digit -> digit == '0');
    }

    /** Trace Context 3.3: at most 32 members, each key once; empty members are allowed. */
    private static String state(List<String> headers) {
        String state = String.join(",", headers).strip();
        if (state.length() > MOST_STATE_CHARACTERS) {
            return "";
        }
        Set<String> keys = new HashSet<>();
        for (String member : COMMA.split(state)) {
            if (member.isEmpty()) {
                continue;
            }
            Matcher one = MEMBER.matcher(member);
            if (!one.matches() || !keys.add(one.group("key")) || keys.size() > MOST_STATE_MEMBERS) {
                return "";
            }
        }
        return keys.isEmpty() ? "" : state;
    }

    /** Adds it to a record's headers. */
    public void writeTo(Headers headers) {
        headers.add(TRACEPARENT, traceparent.getBytes(StandardCharsets.US_ASCII));
        if (!tracestate.isEmpty()) {
            headers.add(TRACESTATE, tracestate.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Headers for a record that comes of another: its trace, and nothing else. */
    public static Headers handedOn(Headers from) {
        Headers headers = new RecordHeaders();
        handOn(from.lastHeader(TRACEPARENT), headers);
        handOn(from.lastHeader(TRACESTATE), headers);
        return headers;
    }

    private static void handOn(Header header, Headers to) {
        if (header != null) {
            to.add(header);
        }
    }
}
