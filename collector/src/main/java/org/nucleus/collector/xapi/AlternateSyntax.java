package org.nucleus.collector.xapi;

import org.nucleus.collector.json.Slice;
import org.nucleus.model.Violation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The request that a form stands for, for clients that can send nothing but forms: {@code POST
 * …?method=PUT}, with headers, query parameters and {@code content} as form fields (xAPI 1.0.3
 * Communication 1.3). xAPI 2.0 has dropped it.
 */
public final class AlternateSyntax {
    private static final String CONTENT = "content";
    private static final int MOST_FIELDS = 100;

    /** Storyline sends its forms as {@code text/plain}. */
    private static final Set<String> FORMS =
            Set.of("application/x-www-form-urlencoded", "text/plain");

    private static final Set<String> OTHER_HEADERS =
            Set.of(
                    "accept",
                    "accept-encoding",
                    "accept-language",
                    "authorization",
                    "content-length",
                    "if-match",
                    "if-none-match");

    private AlternateSyntax() {}

    /** What taking a form apart came to. */
    sealed interface Outcome {
        /** The request that it stands for. */
        record Unwrapped(StatementsRequest request) implements Outcome {}

        /** It stands for none. */
        record Malformed(List<Violation> violations) implements Outcome {}
    }

    /**
     * The {@code Authorization} that a request in the alternate syntax carries in its form, which
     * is the only place where such clients can put it.
     */
    public static Optional<String> authorization(StatementsRequest request) {
        return request.alternate()
                ? form(request.body()).map(form -> form.get("authorization")).map(Field::text)
                : Optional.empty();
    }

    static Outcome unwrap(StatementsRequest request) {
        Violations violations = new Violations();
        boolean form =
                MediaType.parse(request.contentType())
                        .filter(type -> FORMS.contains(type.type()))
                        .isPresent();
        if (!request.method().equals("POST") || !form) {
            fault(violations, "must be a POST of application/x-www-form-urlencoded");
        }
        List<String> methods = request.query().get("method");
        if (request.query().size() != 1 || methods.size() != 1) {
            fault(violations, "must have method as its only query parameter");
        }
        Optional<Map<String, Field>> fields = form(request.body());
        if (fields.isEmpty()) {
            fault(violations, "must have a well-formed form that names each field once");
        }
        if (!violations.isEmpty()) {
            return new Outcome.Malformed(violations.list());
        }
        StatementsRequest unwrapped = unwrapped(request, methods.get(0), fields.get());
        boolean dropped = XapiVersion.V2_0_0.spells(unwrapped.version());
        if (dropped) {
            fault(violations, "is not part of xAPI 2.0");
        }
        return dropped
                ? new Outcome.Malformed(violations.list())
                : new Outcome.Unwrapped(unwrapped);
    }

    private static StatementsRequest unwrapped(
            StatementsRequest request, String method, Map<String, Field> form) {
        Map<String, List<String>> query = new HashMap<>();
        Map<String, Field> fields = new TreeMap<>(form);
        Field content = fields.remove(CONTENT);
        Field type = fields.remove("content-type");
        Field version = fields.remove(XapiVersion.HEADER.toLowerCase(Locale.ROOT));
        fields.keySet().removeAll(OTHER_HEADERS);
        fields.values().forEach(field -> query.put(field.name(), List.of(field.text())));
        return new StatementsRequest(
                method,
                type == null ? "application/json" : type.text(),
                version == null ? request.version() : version.text(),
                query,
                Slice.of(content == null ? new byte[0] : content.value()),
                request.source());
    }

    /** A field as the form spells it. */
    private record Field(String name, byte[] value) {
        private String text() {
            return new String(value, StandardCharsets.UTF_8);
        }
    }

    /** Fields by name in lower case, since headers are among them; empty if malformed. */
    private static Optional<Map<String, Field>> form(Slice body) {
        Map<String, Field> fields = new HashMap<>();
        int at = body.from();
        while (at < body.to()) {
            int end = indexOf('&', body, at, body.to());
            int equals = indexOf('=', body, at, end);
            Optional<byte[]> name = decoded(body.bytes(), at, equals);
            Optional<byte[]> value = decoded(body.bytes(), Math.min(equals + 1, end), end);
            if (name.isEmpty() || value.isEmpty() || fields.size() == MOST_FIELDS) {
                return Optional.empty();
            }
            Field field = new Field(new String(name.get(), StandardCharsets.UTF_8), value.get());
            if (fields.put(field.name().toLowerCase(Locale.ROOT), field) != null) {
                return Optional.empty();
            }
            at = end + 1;
        }
        return Optional.of(fields);
    }

    private static int indexOf(char mark, Slice body, int from, int to) {
        int at = from;
        while (at < to && body.bytes()[at] != mark) {
            at++;
        }
        return at;
    }

    private static Optional<byte[]> decoded(byte[] bytes, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            if (bytes[i] != '%') {
                out.write(bytes[i] == '+' ? ' ' : bytes[i]);
                continue;
            }
            int high = i + 2 < to ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < to ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            out.write(high << 4 | low);
            i += 2;
        }
        return Optional.of(out.toByteArray());
    }

    private static void fault(Violations violations, String message) {
        violations.add("", "xapi.request.alternate", "a request in alternate syntax " + message);
    }
}
