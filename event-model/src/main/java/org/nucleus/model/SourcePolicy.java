package org.nucleus.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a source may do, and what its agent must be known by.
 *
 * @param origins pages that may send, as browsers write them: {@code https://host[:port]}
 * @param namespaces beginnings of IRIs, of whole segments: the object of whatever it sends is below
 *     one of them; empty for all
 * @param eventsPerSecond how many events it may send, 0 for no limit
 * @param publicUrl the address its agent was told, where that is part of a signature
 * @param jwksUrl where the keys of its signatures are
 * @param headerName of {@link Scheme#HEADER}; empty for the usual one of the format
 * @param authorization what the whole value of the header {@code Authorization} of every request
 *     has to be besides its signature, as hash; of {@link Scheme#HMAC} alone
 * @param text whether what people wrote (chat, comments, transcripts) is kept, where a format
 *     leaves it out otherwise
 */
public record SourcePolicy(
        Set<String> origins,
        List<String> namespaces,
        int eventsPerSecond,
        Optional<String> publicUrl,
        Optional<String> jwksUrl,
        Optional<String> headerName,
        Optional<SecretHash> authorization,
        boolean text) {
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S+");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Everything of its format from no page, without a limit, without people's text. */
    public static final SourcePolicy PLAIN =
            new SourcePolicy(
                    Set.of(),
                    List.of(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false);

    public SourcePolicy {
        origins = Set.copyOf(origins);
        namespaces = List.copyOf(namespaces);
        Objects.requireNonNull(publicUrl, "publicUrl is null");
        Objects.requireNonNull(jwksUrl, "jwksUrl is null");
        Objects.requireNonNull(headerName, "headerName is null");
        Objects.requireNonNull(authorization, "authorization is null");
        require(origins.stream().allMatch(SourcePolicy::isOrigin), "origins are https://host");
        require(
                namespaces.stream().allMatch(SourcePolicy::isNamespace),
                "namespaces are beginnings of IRIs");
        require(eventsPerSecond >= 0, "eventsPerSecond is 0 or more");
        require(publicUrl.stream().allMatch(SourcePolicy::isPublicUrl), "publicUrl is an http URL");
        require(jwksUrl.stream().allMatch(SourcePolicy::isJwksUrl), "jwksUrl is an https URL");
        require(headerName.stream().allMatch(SourcePolicy::isHeaderName), "headerName is a token");
    }

    /** An origin as browsers write it (RFC 6454): lower case, no path, no default port. */
    public static boolean isOrigin(String text) {
        return uri(text)
                .filter(SourcePolicy::isHttp)
                .filter(uri -> text.equals(originOf(uri)))
                .isPresent();
    }

    /** The beginning of an absolute IRI, at least one character after its scheme. */
    public static boolean isNamespace(String text) {
        return NAMESPACE.matcher(text).matches();
    }

    /** An absolute http or https URL without fragment. */
    public static boolean isPublicUrl(String text) {
        return uri(text)
                .filter(SourcePolicy::isHttp)
                .filter(uri -> uri.getRawFragment() == null)
                .isPresent();
    }

    /** As {@link #isPublicUrl}, and https unless it is on this machine. */
    public static boolean isJwksUrl(String text) {
        return isPublicUrl(text)
                && uri(text)
                        .filter(
                                uri ->
                                        uri.getScheme().equalsIgnoreCase("https")
                                                || LOOPBACK.contains(uri.getHost()))
                        .isPresent();
    }

    /** A field name (RFC 9110 5.1). */
    public static boolean isHeaderName(String text) {
        return HEADER.matcher(text).matches();
    }

    /** Whether a page of this origin may send; {@code origin} as in the request's header. */
    public boolean allowsOrigin(String origin) {
        return origins.contains(origin.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether a source may write about this object: one of its namespaces has the same scheme and
     * authority, and the object's path, query and fragment begin with the namespace's, whole
     * segments of it.
     */
    public boolean grants(String objectIri) {
        if (namespaces.isEmpty()) {
            return true;
        }
        NamespaceIri object = NamespaceIri.of(objectIri);
        for (String namespace : namespaces) {
            if (NamespaceIri.of(namespace).grants(object)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHttp(URI uri) {
        String scheme = uri.getScheme();
        return uri.getHost() != null
                && scheme != null
                && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
    }

    private static String originOf(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean usualPort =
                uri.getPort() == -1 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme
                + "://"
                + uri.getHost().toLowerCase(Locale.ROOT)
                + (usualPort ? "" : ":" + uri.getPort());
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
