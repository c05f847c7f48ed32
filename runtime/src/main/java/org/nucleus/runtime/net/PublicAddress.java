package org.nucleus.runtime.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from all others (IANA's registries of special-purpose
 * addresses, RFC 6890), those that hide an IPv4 address in an IPv6 one by what they hide.
 */
final class PublicAddress {
    private static final int IPV4_BYTES = 4;
    private static final List<AddressBlock> NOT_PUBLIC =
            List.of(
                    AddressBlock.of("0.0.0.0/8"),
                    AddressBlock.of("10.0.0.0/8"),
                    AddressBlock.of("100.64.0.0/10"),
                    AddressBlock.of("127.0.0.0/8"),
                    // Azure's metadata and agents, in a block that is public otherwise
                    AddressBlock.of("168.63.129.16/32"),
                    AddressBlock.of("169.254.0.0/16"),
                    AddressBlock.of("172.16.0.0/12"),
                    AddressBlock.of("192.0.0.0/24"),
                    AddressBlock.of("192.0.2.0/24"),
                    AddressBlock.of("192.88.99.0/24"),
                    AddressBlock.of("192.168.0.0/16"),
                    AddressBlock.of("198.18.0.0/15"),
                    AddressBlock.of("198.51.100.0/24"),
                    AddressBlock.of("203.0.113.0/24"),
                    AddressBlock.of("224.0.0.0/3"),
                    AddressBlock.of("2001::/23"),
                    AddressBlock.of("2001:db8::/32"),
                    AddressBlock.of("3fff::/20"));
    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3");
    private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");
    private static final AddressBlock IPV4_COMPATIBLE = AddressBlock.of("::/96");

    private PublicAddress() {}

    /**
     * Whether this is one; the JDK has made IPv4 of mapped addresses ({@code ::ffff:…}) already.
     */
    static boolean is(InetAddress address) {
        return is(address.getAddress());
    }

    private static boolean is(byte[] address) {
        if (NOT_PUBLIC.stream().anyMatch(block -> block.holds(address))) {
            return false;
        }
        if (address.length == IPV4_BYTES) {
            return true;
        }
        if (SIX_TO_FOUR.holds(address)) {
            return is(Arrays.copyOfRange(address, 2, 2 + IPV4_BYTES));
        }
        if (NAT64.holds(address) || IPV4_COMPATIBLE.holds(address)) {
            return is(Arrays.copyOfRange(address, address.length - IPV4_BYTES, address.length));
        }
        return GLOBAL_UNICAST.holds(address);
    }
}
