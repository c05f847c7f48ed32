package org.nucleus.bench.load;

import java.util.ArrayList;
import java.util.List;

/** The head of a request as senders of each format write it. */
final class RequestHead {
    private static final String JSON = "Content-Type: application/json";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private RequestHead() {}

    /**
     * From the request line to the empty line.
     *
     * @param signature stands where the signature goes
     * @param length of the body, bytes
     */
    static String of(Sender sender, int port, String signature, int length) {
        List<String> lines = new ArrayList<>(lines(sender, signature));
        lines.add(1, "Host: 127.0.0.1:" + port);
        lines.add("Content-Length: " + length);
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static List<String> lines(Sender sender, String signature) {
        String basic = "Authorization: " + sender.basic();
        String bearer = "Authorization: Bearer " + sender.secret();
        return switch (sender.format()) {
            case XAPI ->
                    List.of(
                            post("/xapi/statements"),
                            basic,
                            JSON,
                            "X-Experience-API-Version: 1.0.3");
            case CALIPER -> List.of(post("/caliper"), bearer, JSON);
            case CANVAS -> List.of(post(sender.webhook()), basic, JSON);
            case CHIME ->
                    List.of(
                            post(sender.webhook()),
                            "x-api-key: " + sender.secret(),
                            "Range: bytes=0-1048575",
                            JSON);
            case BBB -> List.of(post(sender.webhook() + "?checksum=" + signature), FORM);
            case JITSI ->
                    List.of(
                            post(sender.webhook() + "/events/room/destroyed"),
                            "Authorization: " + sender.secret(),
                            JSON);
            case JAAS -> List.of(post(sender.webhook()), "X-Jaas-Signature: " + signature, JSON);
            case CLASSY, JSON -> List.of(post(sender.webhook()), bearer, JSON);
            case NUCLEUS -> throw new IllegalArgumentException("nothing is sent in format NUCLEUS");
        };
    }

    private static String post(String target) {
        return "POST " + target + " HTTP/1.1";
    }
}
