package org.nucleus.node.send;

import org.nucleus.model.Violation;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Statements as one JSON array, and a refusal of the array as refusals of statements. */
final class Batch {
    private Batch() {}

    static byte[] array(List<Piece> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        char before = '[';
        for (Piece piece : pieces) {
            out.write(before);
            out.writeBytes(piece.bytes());
            before = ',';
        }
        out.write(']');
        return out.toByteArray();
    }

    /** The refusal of an array of one, seen from its only value. */
    static Answer.Refused onlyOne(Answer.Refused refused) {
        Answer.Refused own = inside(refused, "/0");
        return own.violations().isEmpty() ? refused : own;
    }

    /** What of {@code refused} is about the value at {@code pointer}, seen from that value. */
    static Answer.Refused inside(Answer.Refused refused, String pointer) {
        List<Violation> own =
                refused.violations().stream()
                        .filter(
                                violation ->
                                        violation.pointer().equals(pointer)
                                                || violation.pointer().startsWith(pointer + "/"))
                        .map(
                                violation ->
                                        new Violation(
                                                violation.pointer().substring(pointer.length()),
                                                violation.rule(),
                                                violation.message()))
                        .toList();
        return new Answer.Refused(refused.reason(), own);
    }
}
