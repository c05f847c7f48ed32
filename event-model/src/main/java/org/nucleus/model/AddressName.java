package org.nucleus.model;

import java.util.Locale;
import java.util.Set;

/**
 * The names by which senders give a person's network address, which no stage keeps: the collector
 * cuts such members, the processor leaves such extensions out.
 */
public final class AddressName {
    private static final Set<String> NAMES =
            Set.of(
                    "ip",
                    "ipaddr",
                    "ipaddress",
                    "ipv4",
                    "ipv4address",
                    "ipv6",
                    "ipv6address",
                    "clientip",
                    "clientipaddress",
                    "clientaddress",
                    "userip",
                    "useripaddress",
                    "sourceip",
                    "sourceipaddress",
                    "remoteip",
                    "remoteipaddress",
                    "remoteaddr",
                    "remoteaddress",
                    "realip",
                    "xrealip",
                    "forwardedfor",
                    "xforwardedfor");

    private AddressName() {}

    /** Whether it is one of them, however it is capitalised or its words are joined. */
    public static boolean is(String name) {
        return NAMES.contains(folded(name));
    }

    /** The name in lower case, without {@code _} and {@code -}. */
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
