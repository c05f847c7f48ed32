package org.nucleus.runtime.net;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that a process may fetch from at an address that a source's policy names: those of the
 * public internet, and those that an operator allows besides. An address in a policy would
 * otherwise make the process ask whatever its own network lets it reach.
 *
 * @param allowed names or addresses as URLs have them, in lower case, without port and brackets
 */
public record OutboundHosts(Set<String> allowed) {
    static final Setting<List<String>> ALLOWED =
            Setting.list(
                    "outbound.allowed.hosts",
                    "",
                    "Hosts, without port, that a source's jwksUrl may name although their addresses"
                            + " are loopback, link-local, private or reserved, such as"
                            + " keys.lms.internal.");

    /** Everything that can be set here. */
    public static final SettingGroup GROUP =
            new SettingGroup("outbound", List.of(ALLOWED), List.of());

    /** None but public ones. */
    public static final OutboundHosts PUBLIC = new OutboundHosts(Set.of());

    /** Where a host is, seen from here. */
    public enum Reach {
        /** All its addresses are public, or an operator allows it. */
        PERMITTED,
        /** One of its addresses is not, or it names no host. */
        FORBIDDEN,
        /** It has no address that can be found now. */
        UNKNOWN
    }

    public OutboundHosts {
        allowed =
                allowed.stream().map(OutboundHosts::plain).collect(Collectors.toUnmodifiableSet());
    }

    /** Reads the group. */
    public static OutboundHosts from(Settings settings) {
        return new OutboundHosts(Set.copyOf(settings.value(ALLOWED)));
    }

    /**
     * Finds out where an address leads; blocks while its host's name is resolved. To be asked again
     * before each fetch, as names change hands: the JDK remembers the answer for longer than a
     * connection takes.
     */
    public Reach reach(URI uri) {
        if (uri.getHost() == null) {
            return Reach.FORBIDDEN;
        }
        if (allowed.contains(plain(uri.getHost()))) {
            return Reach.PERMITTED;
        }
        try {
            InetAddress[] addresses = InetAddress.getAllByName(uri.getHost());
            return Arrays.stream(addresses).allMatch(PublicAddress::is)
                    ? Reach.PERMITTED
                    : Reach.FORBIDDEN;
        } catch (UnknownHostException e) {
            return Reach.UNKNOWN;
        }
    }

    private static String plain(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
