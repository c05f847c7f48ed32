package org.nucleus.collector.auth;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Requests as guards see them. */
final class Heads {
    private Heads() {}

    /** To a target without host; headers are names and values. */
    static RequestHead to(String path, String query, String... headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new RequestHead(all::get, "c.example.org", path, query);
    }

    static RequestHead with(String... headers) {
        return to("/webhooks/x", "", headers);
    }

    /** Whether a guard takes it, asked as the door does: the head first. */
    static boolean takes(Guard guard, RequestHead head, String body) {
        return guard.mayBe(head)
                && guard.judge(head, body.getBytes(StandardCharsets.UTF_8))
                        instanceof Verdict.Genuine;
    }
}
