package org.nucleus.collector.http;

import org.nucleus.collector.auth.Authentication;
import org.nucleus.collector.auth.SourceIndex;
import org.nucleus.model.Format;
import org.nucleus.model.Source;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets requests of active sources of the right format and within their limits through, and refuses
 * all others.
 */
final class Gate {
    private final Supplier<SourceIndex> sources;

    Gate(Supplier<SourceIndex> sources) {
        this.sources = sources;
    }

    /**
     * Whether the request may go on; where not, it has been answered.
     *
     * @param authorization the {@code Authorization} header, or null
     */
    boolean admits(Exchange exchange, Format format, String authorization) {
        Optional<Source> sender = sender(exchange, authorization);
        if (sender.isEmpty()) {
            return false;
        }
        if (sender.get().format() != format) {
            exchange.refuse(Problem.otherFormat(sender.get().format().name()));
            return false;
        }
        return exchange.isWithinLimits(sender.get());
    }

    /**
     * Whether the request may go on at an address of the source's own, whatever its format; where
     * not, it has been answered.
     *
     * @param id of the source that the address names
     * @param authorization the {@code Authorization} header, or null
     */
    boolean admits(Exchange exchange, String id, String authorization) {
        Optional<Source> sender = sender(exchange, authorization);
        if (sender.isEmpty()) {
            return false;
        }
        boolean own = sender.get().id().equals(id);
        if (!own) {
            exchange.refuse(Problem.otherSource());
        }
        return own;
    }

    /** The active source that sent it; where there is none, the request has been answered. */
    private Optional<Source> sender(Exchange exchange, String authorization) {
        return switch (sources.get().authenticate(authorization)) {
            case Authentication.Granted granted -> {
                yield exchange.sentBy(granted.source())
                        ? Optional.of(granted.source())
                        : Optional.empty();
            }
            case Authentication.Paused paused -> {
                if (exchange.sentBy(paused.source())) {
                    exchange.refuse(Problem.paused());
                }
                yield Optional.empty();
            }
            case Authentication.Unknown ignored -> {
                exchange.refuse(Problem.unauthenticated());
                yield Optional.empty();
            }
        };
    }
}
