package org.nucleus.collector.http;

import org.nucleus.collector.auth.Authentication;
import org.nucleus.collector.auth.SourceIndex;
import org.nucleus.model.Format;
import org.nucleus.model.Source;

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
        return switch (sources.get().authenticate(authorization)) {
            case Authentication.Granted granted -> admits(exchange, format, granted.source());
            case Authentication.Paused paused -> {
                exchange.sentBy(paused.source());
                exchange.refuse(Problem.paused());
                yield false;
            }
            case Authentication.Unknown ignored -> {
                exchange.refuse(Problem.unauthenticated());
                yield false;
            }
        };
    }

    /**
     * Whether the request may go on at an address of the source's own, whatever its format; where
     * not, it has been answered.
     *
     * @param id of the source that the address names
     * @param authorization the {@code Authorization} header, or null
     */
    boolean admits(Exchange exchange, String id, String authorization) {
        return switch (sources.get().authenticate(authorization)) {
            case Authentication.Granted granted -> {
                exchange.sentBy(granted.source());
                boolean own = granted.source().id().equals(id);
                if (!own) {
                    exchange.refuse(Problem.otherSource());
                }
                yield own;
            }
            case Authentication.Paused paused -> {
                exchange.sentBy(paused.source());
                exchange.refuse(Problem.paused());
                yield false;
            }
            case Authentication.Unknown ignored -> {
                exchange.refuse(Problem.unauthenticated());
                yield false;
            }
        };
    }

    private static boolean admits(Exchange exchange, Format format, Source source) {
        exchange.sentBy(source);
        if (source.format() != format) {
            exchange.refuse(Problem.otherFormat(source.format().name()));
            return false;
        }
        return exchange.isWithinLimits(source);
    }
}
