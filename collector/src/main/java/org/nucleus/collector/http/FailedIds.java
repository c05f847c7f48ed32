package org.nucleus.collector.http;

import org.nucleus.model.EventId;
import org.nucleus.model.Source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of failures at the door: the same bytes refused again are the same failure. */
final class FailedIds {
    private FailedIds() {}

    static String of(Source source, byte[] payload) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload);
            return EventId.of(source.id(), "collect|" + HexFormat.of().formatHex(digest))
                    .toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
