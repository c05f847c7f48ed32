package org.nucleus.collector.http;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Hears every log line and keeps those that tell of what was sent. */
final class Telltale extends AppenderBase<ILoggingEvent> {
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private volatile Set<String> words = Set.of();

    /** Words that may be in no line. */
    void watch(Set<String> all) {
        words = Set.copyOf(all);
    }

    List<String> told() {
        return List.copyOf(told);
    }

    @Override
    protected void append(ILoggingEvent line) {
        String thrown =
                line.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(line.getThrowableProxy());
        String written = line.getFormattedMessage() + line.getKeyValuePairs() + thrown;
        if (words.stream().anyMatch(written::contains)) {
            told.add(written);
        }
    }
}
