package org.nucleus.model;

import java.util.Locale;

/**
 * An IRI, or the beginning of one, in the parts by which a namespace grants: scheme, whole
 * authority, and the rest segment by segment. Spellings that mean the same (RFC 3986 6.2.2, 6.2.3)
 * are the same here: case of scheme and host, the usual port, encoded characters that need it not.
 *
 * @param scheme in lower case; empty where there is none
 * @param authority with its user; null where there is none
 * @param rest path, query and fragment
 */
record NamespaceIri(String scheme, String authority, String rest) {
    private static final String UNRESERVED_SIGNS = "-._~";

    static NamespaceIri of(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            return new NamespaceIri("", null, text);
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        if (!rest.startsWith("//")) {
            return new NamespaceIri(scheme, null, withoutAuthority(scheme, decoded(rest)));
        }
        int end = 2;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String below = decoded(rest.substring(end));
        return new NamespaceIri(
                scheme,
                authority(scheme, rest.substring(2, end)),
                below.startsWith("/") ? below : "/" + below);
    }

    /** Of a URN the namespace's identifier is in lower case (RFC 8141 3.1). */
    private static String withoutAuthority(String scheme, String rest) {
        int colon = rest.indexOf(':');
        return scheme.equals("urn")
                ? (colon < 0 ? rest : rest.substring(0, colon)).toLowerCase(Locale.ROOT)
                        + (colon < 0 ? "" : rest.substring(colon))
                : rest;
    }

    private static String authority(String scheme, String text) {
        int host = text.lastIndexOf('@') + 1;
        int port = text.lastIndexOf(':');
        int end = port > host && text.indexOf(']', port) < 0 ? port : text.length();
        String number = text.substring(end);
        boolean usual =
                number.equals(":")
                        || (scheme.equals("https") && number.equals(":443"))
                        || (scheme.equals("http") && number.equals(":80"));
        return text.substring(0, host)
                + text.substring(host, end).toLowerCase(Locale.ROOT)
                + (usual ? "" : number);
    }

    /** With encoded letters, digits and signs as they are, and other codes in upper case. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int code = text.charAt(i) == '%' ? code(text, i) : -1;
            if (code < 0) {
                plain.append(text.charAt(i));
                continue;
            }
            boolean letterOrDigit = code < 0x80 && Character.isLetterOrDigit(code);
            if (letterOrDigit || UNRESERVED_SIGNS.indexOf(code) >= 0) {
                plain.append((char) code);
            } else {
                plain.append(text.substring(i, i + 3).toUpperCase(Locale.ROOT));
            }
            i += 2;
        }
        return plain.toString();
    }

    private static int code(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : 16 * high + low;
    }

    /** Whether this, as a namespace, grants {@code iri}. */
    boolean grants(NamespaceIri iri) {
        if (!scheme.equals(iri.scheme) || (authority == null) != (iri.authority == null)) {
            return false;
        }
        if (authority == null) {
            String marks = scheme.equals("tag") ? ":/?#," : ":/?#";
            return begins(iri, marks, marks + "&=");
        }
        if (!authority.equals(iri.authority) || (!rest.equals("/") && iri.leavesItsFolder())) {
            return false;
        }
        boolean path = rest.indexOf('?') < 0 && rest.indexOf('#') < 0;
        return path ? begins(iri, "/?#", "/") : begins(iri, "/?#&;", "/?#&;=");
    }

    /**
     * @param next what may follow this where it ends within a segment
     * @param last what a segment ends with
     */
    private boolean begins(NamespaceIri iri, String next, String last) {
        if (!iri.rest.startsWith(rest)) {
            return false;
        }
        return iri.rest.length() == rest.length()
                || last.indexOf(rest.charAt(rest.length() - 1)) >= 0
                || next.indexOf(iri.rest.charAt(rest.length())) >= 0;
    }

    /** Whether segments of its path mean the one above. */
    private boolean leavesItsFolder() {
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '?' && rest.charAt(end) != '#') {
            end++;
        }
        String path = rest.substring(0, end) + "/";
        return path.contains("/../") || path.contains("/./");
    }
}
