package org.nucleus.collector.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The only host that SNS may name for certificates and confirmations: {@code
 * https://sns.<region>.amazonaws.com/}.
 */
final class SnsHost {
    private static final Pattern HOST =
            Pattern.compile("sns\\.[a-z0-9-]{1,32}\\.amazonaws\\.com(\\.cn)?");
    private static final int HTTPS = 443;

    private final String standIn;

    /**
     * @param standIn origin that is asked in place of the host, for tests; "" for the host itself
     */
    SnsHost(String standIn) {
        this.standIn = standIn;
    }

    /** Where to fetch what a message points at; empty where that is not on the host. */
    Optional<URI> locate(String url) {
        try {
            URI uri = new URI(url);
            if (!isPinned(uri)) {
                return Optional.empty();
            }
            return standIn.isEmpty()
                    ? Optional.of(uri)
                    : Optional.of(new URI(standIn + pathAndQuery(uri)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isPinned(URI uri) {
        return "https".equals(uri.getScheme())
                && uri.getHost() != null
                && HOST.matcher(uri.getHost()).matches()
                && uri.getRawUserInfo() == null
                && (uri.getPort() == -1 || uri.getPort() == HTTPS);
    }

    private static String pathAndQuery(URI uri) {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
