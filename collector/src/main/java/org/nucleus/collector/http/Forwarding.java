package org.nucleus.collector.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

import org.nucleus.collector.auth.RequestHead;
import org.nucleus.runtime.net.AddressBlock;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The address that a request was sent to, as its client saw it: of a proxy that is trusted, what
 * that tells in {@code Forwarded} (RFC 7239) or else in {@code X-Forwarded-*}, the first of
 * several.
 */
final class Forwarding {
    private final List<AddressBlock> proxies;

    /**
     * @param proxies that are trusted
     */
    Forwarding(List<AddressBlock> proxies) {
        this.proxies = proxies;
    }

    /** What the authenticity of a webhook's request can hang on. */
    RequestHead head(HttpServerRequest request) {
        String query = request.query() == null ? "" : request.query();
        String host = text(request, "Host");
        if (proxies.isEmpty() || !isTrusted(request.remoteAddress())) {
            return new RequestHead(request::getHeader, host, request.path(), query);
        }
        String forwarded = host(first(text(request, "Forwarded")));
        String told = forwarded.isEmpty() ? xForwardedHost(request) : forwarded;
        return new RequestHead(
                request::getHeader,
                told.isEmpty() ? host : told,
                prefix(request) + request.path(),
                query);
    }

    private boolean isTrusted(SocketAddress client) {
        if (client == null || client.hostAddress() == null) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(client.hostAddress());
            return proxies.stream().anyMatch(block -> block.holds(address));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String xForwardedHost(HttpServerRequest request) {
        String host = first(text(request, "X-Forwarded-Host"));
        String port = first(text(request, "X-Forwarded-Port"));
        boolean usual = port.isEmpty() || port.equals("443") || port.equals("80");
        boolean whole = host.isEmpty() || host.indexOf(':', host.lastIndexOf(']') + 1) >= 0;
        return usual || whole ? host : host + ":" + port;
    }

    private static String prefix(HttpServerRequest request) {
        String prefix = first(text(request, "X-Forwarded-Prefix"));
        return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }

    private static String text(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    private static String first(String list) {
        int comma = list.indexOf(',');
        return (comma < 0 ? list : list.substring(0, comma)).strip();
    }

    private static String host(String element) {
        for (String pair : element.split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase("host")) {
                String value = pair.substring(equals + 1).strip();
                boolean quoted =
                        value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                return quoted ? value.substring(1, value.length() - 1) : value;
            }
        }
        return "";
    }
}
