package org.nucleus.collector.xapi;

import org.nucleus.collector.json.Slice;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Matches the attachments that statements declare with the parts that came: every hash right, no
 * part too many, none missing that has no other place (xAPI 1.0.3 Communication 1.5). The length
 * that is declared decides nothing; see {@link TrueLengths}.
 */
final class AttachmentParts {
    private static final String HASH = "x-experience-api-hash";
    private static final String ENCODING = "content-transfer-encoding";

    private AttachmentParts() {}

    /** The parts by the hash of their bytes; each broken rule is noted. */
    static Map<String, AttachmentPart> match(
            List<AcceptedStatement> statements, List<Multipart.Part> parts, Violations violations) {
        Map<String, AttachmentPart> byHash = new LinkedHashMap<>();
        Set<String> declared = new HashSet<>();
        for (AcceptedStatement statement : statements) {
            for (Attachment attachment : statement.attachments()) {
                declared.add(attachment.sha2());
            }
        }
        int number = 2;
        for (Multipart.Part part : parts) {
            take(part, "part " + number++, declared, new Found(byHash, violations));
        }
        for (AcceptedStatement statement : statements) {
            for (Attachment attachment : statement.attachments()) {
                check(attachment, byHash, violations);
            }
        }
        return byHash;
    }

    /** The parts found so far and what is wrong with them. */
    private record Found(Map<String, AttachmentPart> byHash, Violations violations) {
        void fault(String kind, String message) {
            violations.add("", "xapi.attachment.part." + kind, message);
        }
    }

    private static void take(Multipart.Part part, String name, Set<String> declared, Found found) {
        if (!part.header(ENCODING).equalsIgnoreCase("binary")) {
            found.fault("encoding", name + " must have Content-Transfer-Encoding: binary");
        }
        String hash = part.header(HASH).toLowerCase(Locale.ROOT);
        if (!Shape.SHA2.fits(hash)) {
            found.fault("hash", name + " must have its SHA-2 hash in X-Experience-API-Hash");
        } else if (!hash(part.content(), hash.length() * 4).equals(hash)) {
            found.fault("hash", name + " must hash to its X-Experience-API-Hash");
        } else if (!declared.contains(hash)) {
            found.fault("surplus", name + " must belong to an attachment of a statement");
        } else if (found.byHash().put(hash, attachment(part, hash)) != null) {
            found.fault("surplus", name + " must not repeat another part");
        }
    }

    private static AttachmentPart attachment(Multipart.Part part, String hash) {
        return new AttachmentPart(hash, part.header("content-type"), part.content());
    }

    private static void check(
            Attachment attachment, Map<String, AttachmentPart> byHash, Violations violations) {
        if (!attachment.located() && !byHash.containsKey(attachment.sha2())) {
            violations.add(
                    attachment.pointer(),
                    "xapi.attachment.part.missing",
                    "an attachment without fileUrl must come with a part");
        }
    }

    private static String hash(Slice bytes, int bits) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-" + bits);
            digest.update(bytes.bytes(), bytes.from(), bytes.length());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256, SHA-384 and SHA-512", e);
        }
    }
}
