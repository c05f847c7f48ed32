package org.nucleus.runtime.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from all others (IANA's registries of special-purpose
 * addresses, RFC 6890), those that hide an IPv4 address in an IPv6 one by what they hide.
 */
final class PublicAddress {
    private static final int IPV4_BYTES = 4;
    private static final List<Block> NOT_PUBLIC =
            List.of(
                    Block.of("0.0.0.0", 8),
                    Block.of("10.0.0.0", 8),
                    Block.of("100.64.0.0", 10),
                    Block.of("127.0.0.0", 8),
                    // Azure's metadata and agents, in a block that is public otherwise
                    Block.of("168.63.129.16", 32),
                    Block.of("169.254.0.0", 16),
                    Block.of("172.16.0.0", 12),
                    Block.of("192.0.0.0", 24),
                    Block.of("192.0.2.0", 24),
                    Block.of("192.88.99.0", 24),
                    Block.of("192.168.0.0", 16),
                    Block.of("198.18.0.0", 15),
                    Block.of("198.51.100.0", 24),
                    Block.of("203.0.113.0", 24),
                    Block.of("224.0.0.0", 3),
                    Block.of("2001::", 23),
                    Block.of("2001:db8::", 32),
                    Block.of("3fff::", 20));
    private static final Block GLOBAL_UNICAST = Block.of("2000::", 3);
    private static final Block SIX_TO_FOUR = Block.of("2002::", 16);
    private static final Block NAT64 = Block.of("64:ff9b::", 96);
    private static final Block IPV4_COMPATIBLE = Block.of("::", 96);

    private PublicAddress() {}

    /**
     * All addresses that begin as this one does.
     *
     * @param bits how many of the address count
     */
    private record Block(byte[] address, int bits) {
        static Block of(String address, int bits) {
            try {
                return new Block(InetAddress.getByName(address).getAddress(), bits);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("an address needs no look-up", e);
            }
        }

        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i % 8);
                if ((address[i / 8] & mask) != (other[i / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

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
