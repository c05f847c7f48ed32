package org.nucleus.collector.auth;

import org.nucleus.runtime.net.OutboundHosts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * {@link Fetch} by HTTP on threads of its own, which are there from the first request on. Follows
 * no redirect, so that a pinned host stays the one that answers.
 */
public final class HttpFetch implements Fetch, AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration WHOLE_WITHIN = Duration.ofSeconds(4);
    private static final int MOST_BYTES = 256 * 1024;

    /** Names are looked up by calls that block, now and then. */
    private static final Executor LOOK_UP =
            task -> Thread.ofPlatform().daemon().name("collector-look-up").start(task);

    private final ReentrantLock lock = new ReentrantLock();
    private HttpClient client;

    @Override
    public CompletableFuture<byte[]> get(URI uri) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(uri).timeout(WHOLE_WITHIN).build();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new IOException("no address to fetch", e));
        }
        CompletableFuture<HttpResponse<byte[]>> response =
                client().sendAsync(request, answer -> new BoundedBody(MOST_BYTES));
        CompletableFuture<byte[]> body =
                response.thenApply(HttpFetch::body)
                        .orTimeout(WHOLE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        return body.whenComplete((ignored, failure) -> response.cancel(true));
    }

    /**
     * The same for addresses that a policy names: asks none but permitted hosts, by the addresses
     * that their names have now.
     */
    public Fetch within(OutboundHosts hosts) {
        return uri -> {
            CompletableFuture<OutboundHosts.Reach> reach =
                    CompletableFuture.supplyAsync(() -> hosts.reach(uri), LOOK_UP);
            return reach.orTimeout(WHOLE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .thenCompose(found -> get(uri, found));
        };
    }

    private CompletableFuture<byte[]> get(URI uri, OutboundHosts.Reach reach) {
        return switch (reach) {
            case PERMITTED -> get(uri);
            case FORBIDDEN ->
                    CompletableFuture.failedFuture(
                            new IOException(
                                    "the host is not public; outbound.allowed.hosts can allow it"));
            case UNKNOWN ->
                    CompletableFuture.failedFuture(new IOException("the host cannot be found"));
        };
    }

    private static byte[] body(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new CompletionException(new IOException("answered " + answer.statusCode()));
        }
        return answer.body();
    }

    private HttpClient client() {
        lock.lock();
        try {
            if (client == null) {
                client =
                        HttpClient.newBuilder()
                                .connectTimeout(CONNECT_WITHIN)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .build();
            }
            return client;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (client != null) {
                client.shutdownNow();
            }
        } finally {
            lock.unlock();
        }
    }
}
