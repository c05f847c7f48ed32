package org.nucleus.runtime.net;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as HTTP's header fields have them. */
public final class HttpTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private HttpTime() {}

    /** As {@code Tue, 03 Jun 2025 07:09:05 GMT} (RFC 9110 5.6.7). */
    public static String of(Instant time) {
        return FORMAT.format(time);
    }
}
