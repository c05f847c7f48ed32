package org.nucleus.collector.webhook.bbb;

import org.nucleus.collector.json.Slice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An {@code application/x-www-form-urlencoded} body (WHATWG URL 5.1): a percent sign without two
 * hexadecimal digits stands for itself. Values stay bytes, since what is in them has rules of its
 * own.
 */
record FormBody(List<Field> fields) {
    private static final int OCTETS = 256;

    /** What each byte is as a hexadecimal digit, or -1. */
    private static final byte[] HEX = hex();

    FormBody {
        fields = List.copyOf(fields);
    }

    /** One decoded name and value. */
    record Field(String name, Slice value) {}

    static FormBody of(Slice body) {
        List<Field> fields = new ArrayList<>();
        int start = body.from();
        for (int i = start; i <= body.to(); i++) {
            if (i == body.to() || body.bytes()[i] == '&') {
                if (i > start) {
                    fields.add(field(body.bytes(), start, i));
                }
                start = i + 1;
            }
        }
        return new FormBody(fields);
    }

    /** Every value of that name. */
    List<Slice> all(String name) {
        List<Slice> values = new ArrayList<>(1);
        for (Field field : fields) {
            if (field.name.equals(name)) {
                values.add(field.value);
            }
        }
        return values;
    }

    /** The first value of that name, or an empty text. */
    String text(String name) {
        List<Slice> values = all(name);
        return values.isEmpty() ? "" : utf8(values.getFirst());
    }

    private static Field field(byte[] body, int from, int to) {
        int equals = from;
        while (equals < to && body[equals] != '=') {
            equals++;
        }
        return new Field(
                utf8(decoded(body, from, equals)), decoded(body, Math.min(equals + 1, to), to));
    }

    private static Slice decoded(byte[] body, int from, int to) {
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte found = body[i];
            int octet = found == '%' && i + 2 < to ? octet(body[i + 1], body[i + 2]) : -1;
            if (octet >= 0) {
                decoded[length++] = (byte) octet;
                i += 2;
            } else {
                decoded[length++] = found == '+' ? (byte) ' ' : found;
            }
        }
        return new Slice(decoded, 0, length);
    }

    /** Negative where either is no digit. */
    private static int octet(byte high, byte low) {
        return HEX[high & 0xFF] << 4 | HEX[low & 0xFF];
    }

    private static byte[] hex() {
        byte[] digits = new byte[OCTETS];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) Character.digit(i, 16);
        }
        return digits;
    }

    private static String utf8(Slice text) {
        return new String(text.bytes(), text.from(), text.length(), StandardCharsets.UTF_8);
    }
}
