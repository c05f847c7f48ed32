package org.nucleus.node.send;

import org.nucleus.runtime.health.Failures;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;

import javax.net.ssl.SSLException;

/**
 * The connection to one collector. A collector that has never answered is not waited for: the
 * address may be wrong. One that has is expected back.
 */
final class Contact implements AutoCloseable {
    private final Target target;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private boolean met;

    Contact(Target target) {
        this.target = target;
    }

    /** What came of one request. */
    sealed interface Outcome {
        /** It was answered, in whatever way. */
        record Answered(HttpResponse<byte[]> response) implements Outcome {}

        /**
         * It was not.
         *
         * @param reason one sentence
         * @param passing whether it is worth another try
         */
        record Silent(String reason, boolean passing) implements Outcome {
            public Silent {
                Objects.requireNonNull(reason, "reason is null");
            }
        }
    }

    Outcome send(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<byte[]> response =
                    client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            met = true;
            return new Outcome.Answered(response);
        } catch (SSLException e) {
            return new Outcome.Silent(
                    ("no trusted connection to %s (%s); name a truststore that knows its"
                                    + " certificate:"
                                    + " NUCLEUS_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE")
                            .formatted(target.collector(), Failures.reason(e)),
                    false);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new Outcome.Silent(
                    "no collector can be reached at %s (%s); is it running, and is the address right?"
                            .formatted(target.collector(), reason(e)),
                    met);
        } catch (IOException e) {
            return new Outcome.Silent(
                    target.collector() + " does not answer (" + Failures.reason(e) + ")", true);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case HttpConnectTimeoutException ignored -> "no connection within 5 s";
            case ConnectException refused
                    when refused.getCause() != null
                            && root(refused) instanceof UnresolvedAddressException ->
                    "unknown host";
            default -> "connection refused";
        };
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public void close() {
        client.close();
    }
}
