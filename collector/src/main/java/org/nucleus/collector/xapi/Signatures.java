package org.nucleus.collector.xapi;

import org.nucleus.collector.json.Slice;
import org.nucleus.model.content.StatementContent;

import java.util.List;
import java.util.Map;

/**
 * Signed statements (xAPI 1.0.3 Data 2.6): the attachment that is a signature must be a JWS over
 * the statement as it was before the signature was attached.
 */
final class Signatures {
    private final StatementReader reader;
    private final XapiVersion version;
    private final Violations violations;

    Signatures(StatementReader reader, XapiVersion version, Violations violations) {
        this.reader = reader;
        this.version = version;
        this.violations = violations;
    }

    /** Notes what is wrong with each signature among the attachments. */
    void check(List<AcceptedStatement> statements, Map<String, AttachmentPart> parts) {
        for (AcceptedStatement statement : statements) {
            for (Attachment attachment : statement.attachments()) {
                if (attachment.signature()) {
                    check(statement, attachment, parts);
                }
            }
        }
    }

    private void check(
            AcceptedStatement statement, Attachment attachment, Map<String, AttachmentPart> parts) {
        boolean octets =
                MediaType.parse(attachment.contentType())
                        .filter(type -> type.type().equals("application/octet-stream"))
                        .isPresent();
        if (!octets) {
            violations.add(
                    attachment.pointer() + "/contentType",
                    "xapi.signature.contentType",
                    "a signature must be application/octet-stream");
        }
        AttachmentPart part = parts.get(attachment.sha2());
        if (part == null) {
            fault(attachment, "part", "a signature must come with the statement to be checked");
            return;
        }
        switch (Jws.read(part.bytes())) {
            case Jws.Outcome.Broken broken -> fault(attachment, broken.kind(), broken.message());
            case Jws.Outcome.Signed signed -> payload(statement, attachment, signed.payload());
        }
    }

    private void payload(AcceptedStatement statement, Attachment attachment, byte[] payload) {
        StatementContent sent = StatementContents.unsigned(statement.bytes());
        boolean same =
                switch (reader.read(Slice.of(payload), version, "")) {
                    case ReadOutcome.Accepted read ->
                            !read.array()
                                    && StatementContents.unsigned(Slice.of(payload)).signs(sent);
                    case ReadOutcome.Refused ignored -> false;
                };
        if (!same) {
            fault(attachment, "payload", "a signature must be over the statement that it signs");
        }
    }

    private void fault(Attachment attachment, String kind, String message) {
        violations.add(attachment.pointer(), "xapi.signature." + kind, message);
    }
}
