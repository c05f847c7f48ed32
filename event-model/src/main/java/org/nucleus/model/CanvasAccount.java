package org.nucleus.model;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Objects;

/**
 * The Canvas root account that an event comes from, which makes its ids one: Canvas names the same
 * thing {@code 1041} in one event and {@code 31410000000001041} in the next, where 3141 is the
 * shard. A global id is {@code shard × 10^13 + local id}.
 *
 * @param key what tells the root account from others within the tenant: its uuid, else what there
 *     is
 * @param shard first global id of its shard; 0 where it is not known
 */
public record CanvasAccount(String key, long shard) {
    private static final long SHARD_SIZE = 10_000_000_000_000L;
    private static final int MOST_DIGITS = 18;
    private static final int SHARD_DIGITS = 5;
    private static final int LOCAL_DIGITS = 13;
    private static final int LONGEST = 200;

    public CanvasAccount {
        Objects.requireNonNull(key, "key is null");
    }

    /**
     * Never fails: any part of the metadata may be missing.
     *
     * @param metadata what is said around a raw event
     * @param source id of the source, the last resort for a key
     */
    public static CanvasAccount of(JsonNode metadata, String source) {
        String id = text(metadata.path("root_account_id"));
        String uuid = text(metadata.path("root_account_uuid"));
        String guid = text(metadata.path("root_account_lti_guid"));
        String named = uuid != null ? uuid : id != null ? id : guid;
        long root = id == null ? 0 : number(new CanvasAccount("", 0).global(id));
        return new CanvasAccount(
                named == null ? source : named, root < SHARD_SIZE ? 0 : root - root % SHARD_SIZE);
    }

    /**
     * The global form of an id: {@code 1041} and {@code 3141~1041} become {@code
     * 31410000000001041}; what is no Canvas number stays as it is.
     */
    public String global(String id) {
        long number = number(id);
        if (number >= 0) {
            return Long.toString(number >= SHARD_SIZE ? number : shard + number);
        }
        int tilde = id.indexOf('~');
        if (tilde <= 0 || tilde > SHARD_DIGITS || id.length() - tilde - 1 > LOCAL_DIGITS) {
            return id;
        }
        long shardNumber = number(id.substring(0, tilde));
        long local = number(id.substring(tilde + 1));
        return shardNumber < 0 || local < 0 ? id : Long.toString(shardNumber * SHARD_SIZE + local);
    }

    /** {@code canvas:<key>:<kind>:<global id>}, or null where {@code id} names nothing. */
    public String id(String kind, JsonNode id) {
        String text = text(id);
        return text == null ? null : "canvas:" + key + ":" + kind + ":" + global(text);
    }

    /** The installation itself, which acts when nobody does. */
    public String platform() {
        return "canvas:" + key + ":platform";
    }

    /** An id as text, be it sent as text or as a number; null where there is none. */
    static String text(JsonNode id) {
        if (!id.isTextual() && !id.isNumber()) {
            return null;
        }
        String text = id.asText();
        return text.isEmpty() || text.length() > LONGEST ? null : text;
    }

    /** The number that the text is, or -1. */
    private static long number(String text) {
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(text);
    }
}
