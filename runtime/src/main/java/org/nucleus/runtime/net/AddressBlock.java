package org.nucleus.runtime.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * All addresses that begin as one does.
 *
 * @param address its bytes in hex, 8 or 32 digits
 * @param bits how many of the address count
 */
public record AddressBlock(String address, int bits) {
    private static final HexFormat HEX = HexFormat.of();

    public AddressBlock {
        if (bits < 0 || bits > 4 * address.length()) {
            throw new IllegalArgumentException("an address has no so many bits");
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or one address alone.
     *
     * @throws IllegalArgumentException where it is none of these; names are never looked up
     */
    public static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = literal(address);
        int bits = slash < 0 ? 8 * bytes.length : Integer.parseInt(text.substring(slash + 1));
        return new AddressBlock(HEX.formatHex(bytes), bits);
    }

    private static byte[] literal(String address) {
        boolean ipv6 = address.indexOf(':') >= 0;
        boolean ipv4 = !address.isEmpty() && address.chars().allMatch(AddressBlock::isOfIpv4);
        if (!ipv4 && !ipv6) {
            throw new IllegalArgumentException("no address");
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address", e);
        }
    }

    private static boolean isOfIpv4(int character) {
        return character == '.' || (character >= '0' && character <= '9');
    }

    /** Whether it is one of these. */
    public boolean holds(InetAddress other) {
        return holds(other.getAddress());
    }

    boolean holds(byte[] other) {
        byte[] own = HEX.parseHex(address);
        if (other.length != own.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((own[i / 8] & mask) != (other[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
