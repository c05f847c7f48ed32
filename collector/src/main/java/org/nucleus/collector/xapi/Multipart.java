package org.nucleus.collector.xapi;

import org.nucleus.collector.json.Slice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Splits a {@code multipart/mixed} body into its parts (RFC 2046 section 5.1): lines end in CRLF,
 * preamble and epilogue are passed over, the closing delimiter must be there.
 */
final class Multipart {
    private static final int MOST_PARTS = 1_000;
    private static final int MOST_HEADER_BYTES = 8_192;
    private static final Pattern BOUNDARY =
            Pattern.compile("[0-9A-Za-z'()+_,\\-./:=? ]{0,69}[0-9A-Za-z'()+_,\\-./:=?]");
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    private final Slice body;
    private final byte[] delimiter;
    private final Violations violations;
    private final List<Part> parts = new ArrayList<>();
    private int at;

    private Multipart(Slice body, String boundary, Violations violations) {
        this.body = body;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.violations = violations;
        this.at = body.from();
    }

    /**
     * One part.
     *
     * @param headers by name in lower case
     * @param content the bytes after the blank line
     */
    record Part(Map<String, String> headers, Slice content) {
        Part {
            headers = Map.copyOf(headers);
        }

        /** The value of a header, or "". */
        String header(String lowerCaseName) {
            return headers.getOrDefault(lowerCaseName, "");
        }
    }

    /** The parts in order; what is malformed is noted, and then they are not complete. */
    static List<Part> parts(Slice body, String boundary, Violations violations) {
        if (!BOUNDARY.matcher(boundary).matches()) {
            violations.add(
                    "", "multipart.boundary", "the boundary must be 1 to 70 legal characters");
            return List.of();
        }
        Multipart multipart = new Multipart(body, boundary, violations);
        multipart.split();
        return multipart.parts;
    }

    private void split() {
        Optional<Line> line = next();
        if (line.isEmpty() || line.get().closing()) {
            fault("delimiter", "the body must hold a part between delimiter lines");
            return;
        }
        while (!line.get().closing()) {
            int start = line.get().end();
            at = start;
            line = next();
            if (line.isEmpty()) {
                fault("delimiter", "the body must end with the closing delimiter");
                return;
            }
            if (parts.size() == MOST_PARTS) {
                fault("limit", "the body must hold " + MOST_PARTS + " parts at most");
                return;
            }
            part(start, Math.max(start, line.get().start() - CRLF.length));
        }
    }

    /** A delimiter line, from its first dash to after its CRLF. */
    private record Line(int start, int end, boolean closing) {}

    /** The next delimiter line: at the start of a line, with nothing but padding after it. */
    private Optional<Line> next() {
        for (int i = indexOf(delimiter, at, body.to()); i >= 0; ) {
            boolean starts = i == body.from() || (i >= at && follows(i, CRLF));
            Optional<Line> line = starts ? line(i) : Optional.empty();
            if (line.isPresent()) {
                return line;
            }
            i = indexOf(delimiter, i + 1, body.to());
        }
        return Optional.empty();
    }

    private boolean follows(int index, byte[] text) {
        return index - text.length >= body.from() && matches(text, index - text.length, body.to());
    }

    private Optional<Line> line(int start) {
        byte[] bytes = body.bytes();
        int end = start + delimiter.length;
        boolean closing = end + 1 < body.to() && bytes[end] == '-' && bytes[end + 1] == '-';
        if (closing) {
            end += 2;
        }
        while (end < body.to() && (bytes[end] == ' ' || bytes[end] == '\t')) {
            end++;
        }
        if (closing && end == body.to()) {
            return Optional.of(new Line(start, end, true));
        }
        return matches(CRLF, end, body.to())
                ? Optional.of(new Line(start, end + CRLF.length, closing))
                : Optional.empty();
    }

    private void part(int from, int to) {
        if (matches(CRLF, from, to)) {
            parts.add(new Part(Map.of(), new Slice(body.bytes(), from + CRLF.length, to)));
            return;
        }
        int end = indexOf(BLANK_LINE, from, Math.min(to, from + MOST_HEADER_BYTES));
        if (end < 0) {
            fault("headers", "a part must have a blank line after at most 8 KiB of headers");
            return;
        }
        String block =
                new String(body.bytes(), from, end - from, StandardCharsets.ISO_8859_1)
                        .replaceAll("\r\n[ \t]+", " ");
        Slice content = new Slice(body.bytes(), end + BLANK_LINE.length, to);
        parts.add(new Part(headers(block), content));
    }

    private Map<String, String> headers(String block) {
        Map<String, String> headers = new TreeMap<>();
        for (String line : block.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon <= 0 || !line.substring(0, colon).matches("[!-9;-~]+")) {
                fault("headers", "a part's header must be a name, a colon and a value");
            } else {
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                if (headers.put(name, line.substring(colon + 1).strip()) != null) {
                    fault("headers", "a part must not have a header twice");
                }
            }
        }
        return headers;
    }

    private int indexOf(byte[] text, int from, int to) {
        for (int i = from; i <= to - text.length; i++) {
            if (matches(text, i, to)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(byte[] text, int index, int to) {
        if (index + text.length > to) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (body.bytes()[index + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private void fault(String kind, String message) {
        violations.add("", "multipart." + kind, message);
    }
}
