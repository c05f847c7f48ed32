package org.nucleus.collector.auth;

import org.nucleus.collector.jws.CompactJws;

import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What of a webhook's request, beside its body, its authenticity can hang on.
 *
 * @param headers value of a header by its name in any case, null where it is missing
 * @param host the {@code Host} it was sent to, or ""
 * @param path as sent
 * @param query as sent, without {@code ?}, or ""
 */
public record RequestHead(UnaryOperator<String> headers, String host, String path, String query) {
    static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    public RequestHead {
        Objects.requireNonNull(headers, "headers is null");
        Objects.requireNonNull(host, "host is null");
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(query, "query is null");
    }

    /** A header's value, "" where it is missing. */
    String header(String name) {
        String value = headers.apply(name);
        return value == null ? "" : value;
    }

    /** Whether it looks like what a BigBlueButton server sends, webhook or callback. */
    public boolean mayBeBbb() {
        String type = header("Content-Type").toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded")
                || query.contains("checksum=")
                || CompactJws.parse(bearer()).isPresent();
    }

    /** The token of {@code Authorization: Bearer} (RFC 6750), "" where there is none. */
    String bearer() {
        String authorization = header(AUTHORIZATION);
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }
}
