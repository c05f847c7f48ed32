package org.nucleus.collector.webhook;

import java.util.Locale;
import java.util.Set;

/**
 * Takes out of addresses what gives access: user and password, the query but for paging, the
 * fragment, the secret tail of calendar feeds, session ids in the path. Addresses are opaque texts
 * here, since senders leave brackets raw and {@code &amp;} escaped.
 */
public final class EventUrls {
    private static final Set<String> KEPT =
            Set.of("page", "per_page", "include[]", "include%5b%5d");
    private static final String SCHEME_END = "://";
    private static final String FEEDS = "feeds";
    private static final String SLASH = "%2f";
    private static final String SESSION = ";jsessionid=";
    private static final String ESCAPED = "amp;";

    private EventUrls() {}

    /**
     * The address without its secrets: scheme, host and path, and of the query {@code page}, {@code
     * per_page} and {@code include[]}. May be absolute, relative or none at all; equal where there
     * is nothing to take out.
     */
    public static String clean(String url) {
        int query = Math.min(at(url, '?'), at(url, '#'));
        String head = path(withoutUser(url.substring(0, query)));
        if (query == url.length() || url.charAt(query) == '#') {
            return head;
        }
        String tail = url.substring(query + 1);
        return head + kept(tail.substring(0, at(tail, '#')));
    }

    /**
     * A text with every web address in it cleaned; the same text where it has none.
     *
     * @see #clean
     */
    static String cleanAll(String text) {
        int colon = text.indexOf(SCHEME_END);
        if (colon < 0) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder(text.length());
        int done = 0;
        while (colon >= 0) {
            int end = end(text, colon);
            int start = Math.max(done, start(text, colon));
            cleaned.append(text, done, start).append(clean(text.substring(start, end)));
            done = end;
            colon = text.indexOf(SCHEME_END, end);
        }
        return cleaned.append(text, done, text.length()).toString();
    }

    private static int start(String text, int colon) {
        int start = colon;
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int end(String text, int from) {
        int end = from;
        while (end < text.length() && "\"'<> \t\r\n\\".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Where the sign is first, or the end. */
    private static int at(String text, char sign) {
        int at = text.indexOf(sign);
        return at < 0 ? text.length() : at;
    }

    private static String withoutUser(String head) {
        int scheme = head.indexOf(SCHEME_END);
        if (scheme < 0) {
            return head;
        }
        int from = scheme + SCHEME_END.length();
        int slash = head.indexOf('/', from);
        int at = head.lastIndexOf('@', (slash < 0 ? head.length() : slash) - 1);
        return at < from ? head : head.substring(0, from) + head.substring(at + 1);
    }

    private static String path(String head) {
        String folded = head.toLowerCase(Locale.ROOT);
        if (folded.length() != head.length()) {
            return head;
        }
        int session = folded.indexOf(SESSION);
        if (session >= 0) {
            return path(head.substring(0, session) + afterSegment(head, session));
        }
        for (int i = folded.indexOf(FEEDS); i >= 0; i = folded.indexOf(FEEDS, i + 1)) {
            int end = i + FEEDS.length();
            boolean starts = folded.startsWith("/", i - 1) || folded.startsWith(SLASH, i - 3);
            if (starts && folded.startsWith("/", end)) {
                return head.substring(0, end + 1);
            }
            if (starts && folded.startsWith(SLASH, end)) {
                return head.substring(0, end + SLASH.length());
            }
        }
        return head;
    }

    private static String afterSegment(String head, int from) {
        int slash = head.indexOf('/', from);
        return slash < 0 ? "" : head.substring(slash);
    }

    private static String kept(String query) {
        StringBuilder kept = new StringBuilder();
        for (String parameter : query.split("&", -1)) {
            boolean escaped = parameter.startsWith(ESCAPED);
            String plain = escaped ? parameter.substring(ESCAPED.length()) : parameter;
            plain = plain.substring(0, Math.min(at(plain, '?'), at(plain, ';')));
            int equals = plain.indexOf('=');
            String name = equals < 0 ? plain : plain.substring(0, equals);
            if (KEPT.contains(name.toLowerCase(Locale.ROOT))) {
                String separator = escaped ? "&amp;" : "&";
                kept.append(kept.isEmpty() ? "?" : separator).append(plain);
            }
        }
        return kept.toString();
    }
}
