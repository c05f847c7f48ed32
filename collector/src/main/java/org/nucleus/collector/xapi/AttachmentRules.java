package org.nucleus.collector.xapi;

import java.util.Locale;

/** The declarations of attachments (xAPI 1.0.3 Data 2.4.11). */
final class AttachmentRules {
    private static final int USAGE_TYPE = 1;
    private static final int DISPLAY = 1 << 1;
    private static final int DESCRIPTION = 1 << 2;
    private static final int CONTENT_TYPE = 1 << 3;
    private static final int LENGTH = 1 << 4;
    private static final int SHA2 = 1 << 5;
    private static final int FILE_URL = 1 << 6;

    private String usageType = "";
    private String contentType = "";
    private String sha2 = "";
    private long length;
    private int seen;

    private AttachmentRules() {}

    static void read(Cursor c) {
        if (!c.array("statement.attachments")) {
            return;
        }
        while (c.element()) {
            if (c.object("attachment")) {
                new AttachmentRules().one(c);
            }
        }
    }

    private void one(Cursor c) {
        for (String name = c.member(); name != null; name = c.member()) {
            int bit = bit(name);
            if (bit == 0) {
                c.unknown("attachment");
            } else {
                seen = c.once(seen, bit);
                property(c, bit);
            }
        }
        c.require(seen, USAGE_TYPE, "attachment.usageType");
        c.require(seen, DISPLAY, "attachment.display");
        c.require(seen, CONTENT_TYPE, "attachment.contentType");
        c.require(seen, LENGTH, "attachment.length");
        c.require(seen, SHA2, "attachment.sha2");
        boolean located = (seen & FILE_URL) != 0;
        c.draft()
                .attachment(
                        new Attachment(c.pointer(), usageType, contentType, length, sha2, located));
    }

    private void property(Cursor c, int bit) {
        switch (bit) {
            case USAGE_TYPE -> usageType = text(c, "attachment.usageType", Shape.IRI);
            case DISPLAY -> MapRules.languages(c, "attachment.display");
            case DESCRIPTION -> MapRules.languages(c, "attachment.description");
            case CONTENT_TYPE -> contentType = text(c, "attachment.contentType", Shape.MEDIA_TYPE);
            case LENGTH -> length(c);
            case SHA2 -> sha2 = text(c, "attachment.sha2", Shape.SHA2).toLowerCase(Locale.ROOT);
            default -> c.text("attachment.fileUrl", Shape.IRL);
        }
    }

    private static String text(Cursor c, String where, Shape shape) {
        return c.text(where, shape) ? c.kept() : "";
    }

    private void length(Cursor c) {
        if (!c.number("attachment.length")) {
            return;
        }
        length = c.count();
        if (length < 0) {
            c.violation("attachment.length", "integer", "must be a whole number of bytes");
        }
    }

    private static int bit(String name) {
        return switch (name) {
            case "usageType" -> USAGE_TYPE;
            case "display" -> DISPLAY;
            case "description" -> DESCRIPTION;
            case "contentType" -> CONTENT_TYPE;
            case "length" -> LENGTH;
            case "sha2" -> SHA2;
            case "fileUrl" -> FILE_URL;
            default -> 0;
        };
    }
}
