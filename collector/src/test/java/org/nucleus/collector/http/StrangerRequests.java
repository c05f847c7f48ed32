package org.nucleus.collector.http;

import static org.nucleus.collector.Bodies.gzip;
import static org.nucleus.collector.Bodies.utf8;

import org.nucleus.collector.Samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Requests of somebody without a credential, by chance: whole ones, broken ones and torn ones. */
final class StrangerRequests {
    private static final int MEBIBYTE = 1 << 20;
    private static final List<String> METHODS = List.of("PUT", "GET", "OPTIONS", "DELETE", "BREW");

    /** Where bodies are read before anybody asks for a credential. */
    private static final List<String> READ_WHOLE =
            List.of(
                    "/xapi/statements?method=PUT&statementId=",
                    "/xapi/statements?method=POST&x=",
                    "/xapi/statements?method=");

    private static final List<String> ENCODINGS =
            List.of("gzip", "gzip", "x-gzip", "GZIP", "identity", "zstd", "br", "gzip, gzip", "");
    private static final List<String> TYPES =
            List.of(
                    "application/x-www-form-urlencoded",
                    "application/json",
                    "text/plain",
                    "multipart/mixed; boundary=b",
                    "application/json; charset=utf-16",
                    "/");
    private static final List<String> TAILS =
            List.of(
                    "",
                    "",
                    "/",
                    "//",
                    "/events/room/created",
                    "?a=%zz",
                    "?checksum=" + "0".repeat(40));
    private final Random random;
    private final List<String> paths;

    /**
     * @param bytes to send
     * @param whole whether a request of them is whole and well framed, so that it must be answered
     */
    record Attempt(byte[] bytes, boolean whole) {}

    /**
     * @param sources that exist, by their ids
     */
    StrangerRequests(long seed, List<String> sources) {
        random = new Random(seed);
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "/xapi/statements",
                                "/xapi/about",
                                "/caliper",
                                "/webhooks/nobody",
                                "/",
                                "//",
                                "/" + "x".repeat(5000)));
        for (String source : sources) {
            all.add("/webhooks/" + source);
            all.add("/webhooks/" + source + "?checksum=" + "0".repeat(40));
            all.add("/webhooks/" + source + "?checksum=" + "0".repeat(64));
            all.add("/beacon/" + source);
            all.add("/bulk/" + source);
            all.add("/bulk/" + source + "/uploads");
            all.add("/bulk/" + source + "/uploads/u/errors");
        }
        paths = List.copyOf(all);
    }

    Attempt next() throws IOException {
        String encoding = chance(3) ? any(ENCODINGS) : "";
        byte[] body = body();
        if (encoding.toLowerCase(Locale.ROOT).contains("gzip") && !chance(8)) {
            body = compressed(body);
        }
        StringBuilder head = new StringBuilder();
        head.append(chance(5) ? any(METHODS) : "POST")
                .append(' ')
                .append(target())
                .append(" HTTP/1.1\r\nHost: x\r\n");
        head.append("Content-Type: ").append(any(TYPES)).append("\r\n");
        if (!encoding.isEmpty()) {
            head.append("Content-Encoding: ").append(encoding).append("\r\n");
        }
        credential(head);
        return chance(3) ? misframed(head, body) : framed(head, body);
    }

    private String target() {
        String path = chance(2) ? any(READ_WHOLE) + Samples.id() : any(paths);
        return path.contains("?") ? path : path + any(TAILS);
    }

    private void credential(StringBuilder head) {
        switch (random.nextInt(16)) {
            case 0 -> head.append("Authorization: Bearer wrong\r\n");
            case 1 -> head.append("Authorization: Basic eDp5\r\n");
            case 2 -> head.append("Authorization: \r\n");
            case 3, 4, 5, 6 ->
                    head.append("X-Jaas-Signature: t=%d,v1=AAAA\r\n".formatted(now()))
                            .append("Origin: https://evil.example.org\r\n");
            default -> {}
        }
    }

    private static long now() {
        return Clock.systemUTC().instant().getEpochSecond();
    }

    private byte[] body() {
        return switch (random.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> some(random.nextInt(2000));
            case 2 -> utf8("[" + "0,".repeat(random.nextInt(20_000)) + "0]");
            case 3 -> utf8("[".repeat(random.nextInt(30_000)));
            case 4 -> utf8("{\"a\":".repeat(random.nextInt(10_000)) + "1");
            case 5 -> utf8(Samples.statement(Samples.id()));
            case 6 -> utf8(Samples.envelope("0,".repeat(random.nextInt(5000)) + "0"));
            case 7 -> new byte[chance(10) ? MEBIBYTE + random.nextInt(2) : random.nextInt(90_000)];
            case 8 -> utf8("%".repeat(random.nextInt(50)) + "&=&content=%7B");
            case 9 ->
                    utf8("eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ." + "A".repeat(random.nextInt(9999)));
            default ->
                    utf8(
                            "Authorization=Basic+eDp5&Content-Type=application%2Fjson&content="
                                    + URLEncoder.encode(
                                            Samples.statement(Samples.id()),
                                            StandardCharsets.UTF_8));
        };
    }

    private byte[] compressed(byte[] body) throws IOException {
        return switch (random.nextInt(6)) {
            case 0 -> repeated(gzip(new byte[0]), 1 + random.nextInt(chance(3) ? 30_000 : 300));
            case 1 -> gzip(new byte[chance(10) ? 64 * MEBIBYTE : 2 * MEBIBYTE]);
            case 2 -> cut(gzip(body));
            case 3 -> joined(gzip(body), some(random.nextInt(40)));
            case 4 -> joined(gzip(body), gzip(body));
            default -> gzip(body);
        };
    }

    private Attempt framed(StringBuilder head, byte[] body) throws IOException {
        if (chance(3)) {
            head.append("Transfer-Encoding: chunked\r\n\r\n");
            byte[] whole = joined(utf8(head.toString()), chunked(body), utf8("0\r\n\r\n"));
            return chance(4) ? new Attempt(cut(whole), false) : new Attempt(whole, true);
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] whole = joined(utf8(head.toString()), body);
        return chance(4) ? new Attempt(cut(whole), false) : new Attempt(whole, true);
    }

    private Attempt misframed(StringBuilder head, byte[] body) throws IOException {
        head.append(
                switch (random.nextInt(10)) {
                    case 0 -> "Content-Length: -1\r\n\r\n";
                    case 1 -> "Content-Length: 5\r\nContent-Length: 6\r\n\r\n";
                    case 2 -> "Content-Length: 99999999999999999999\r\n\r\n";
                    case 3 -> "Transfer-Encoding: gzip\r\n\r\n";
                    case 4 -> "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n";
                    case 5 -> "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\n";
                    case 6 -> "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n[]\r\nzz\r\n";
                    case 7 -> "Expect: 100-continue\r\nContent-Length: 1000\r\n\r\n";
                    case 8 -> "x y: z\r\n\u0001\r\n\r\n";
                    default -> "Content-Length: " + (body.length + 1) + "\r\n\r\n";
                });
        return new Attempt(joined(utf8(head.toString()), body), false);
    }

    private byte[] chunked(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < body.length) {
            int length = Math.min(body.length - at, 1 + random.nextInt(1 << 14));
            out.write(utf8(Integer.toHexString(length) + "\r\n"));
            out.write(body, at, length);
            out.write(utf8("\r\n"));
            at += length;
        }
        return out.toByteArray();
    }

    private boolean chance(int oneOf) {
        return random.nextInt(oneOf) == 0;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private byte[] some(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, random.nextInt(whole.length));
    }

    private static byte[] repeated(byte[] part, int times) {
        byte[] all = new byte[times * part.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return all;
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }
}
