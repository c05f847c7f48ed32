package org.nucleus.collector.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message that Amazon SNS posts, with its signature. */
record SnsMessage(JsonNode json, Kind kind) {
    private static final byte[] MARK = "\"TopicArn\"".getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, String> ALGORITHMS =
            Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");

    /** What it is for, and which of its members are signed, in order. */
    enum Kind {
        NOTIFICATION(List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")),
        SUBSCRIPTION_CONFIRMATION(
                List.of(
                        "Message",
                        "MessageId",
                        "SubscribeURL",
                        "Timestamp",
                        "Token",
                        "TopicArn",
                        "Type")),
        UNSUBSCRIBE_CONFIRMATION(SUBSCRIPTION_CONFIRMATION.signed);

        private final List<String> signed;

        Kind(List<String> signed) {
            this.signed = signed;
        }

        private static Optional<Kind> of(String type) {
            return switch (type) {
                case "Notification" -> Optional.of(NOTIFICATION);
                case "SubscriptionConfirmation" -> Optional.of(SUBSCRIPTION_CONFIRMATION);
                case "UnsubscribeConfirmation" -> Optional.of(UNSUBSCRIBE_CONFIRMATION);
                default -> Optional.empty();
            };
        }
    }

    /**
     * The message that a body is; empty where it is something else. One that mentions a topic and
     * cannot be read is a message that nobody signed.
     */
    static Optional<SnsMessage> read(byte[] body) {
        if (!mentionsATopic(body)) {
            return Optional.empty();
        }
        Optional<JsonNode> json = JoseFields.read(body);
        if (json.isEmpty()) {
            return Optional.of(new SnsMessage(MissingNode.getInstance(), Kind.NOTIFICATION));
        }
        return json.filter(message -> message.path("TopicArn").isTextual())
                .filter(message -> message.path("Message").isTextual())
                .flatMap(
                        message ->
                                Kind.of(message.path("Type").asText())
                                        .map(kind -> new SnsMessage(message, kind)));
    }

    /** A text member, "" where it is missing. */
    String text(String name) {
        return json.path(name).asText("");
    }

    /** Whether the signature, of version 1 or 2, is that of the key. */
    boolean isSignedBy(PublicKey key) {
        String algorithm = ALGORITHMS.get(text("SignatureVersion"));
        if (algorithm == null) {
            return false;
        }
        try {
            byte[] signature = Base64.getDecoder().decode(text("Signature"));
            if (!Base64.getEncoder().encodeToString(signature).equals(text("Signature"))) {
                return false;
            }
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(signedText().getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private String signedText() {
        StringBuilder text = new StringBuilder();
        for (String name : kind.signed) {
            if (json.path(name).isTextual()) {
                text.append(name).append('\n').append(json.path(name).textValue()).append('\n');
            }
        }
        return text.toString();
    }

    private static boolean mentionsATopic(byte[] body) {
        for (int i = 0; i + MARK.length <= body.length; i++) {
            if (body[i] == '"' && matches(body, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] body, int from) {
        for (int i = 0; i < MARK.length; i++) {
            if (body[from + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }
}
