package org.nucleus.collector.xapi;

import org.nucleus.collector.json.JsonReader;
import org.nucleus.collector.json.Slice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads statements of a body that have a known {@link Form}: compares the print and checks the
 * blanks. Says only whether a statement is of the form; what is wrong with one that is not, if
 * anything, is for the rules to find. Of one thread.
 */
final class FormReader {
    /** Not what the form says. */
    private static final int OTHER = -1;

    /** Longer numbers take an arithmetic that forms leave to the rules. */
    private static final int LONGEST_NUMBER = 12;

    private final byte[] bytes;
    private final int to;
    private final XapiVersion version;
    private char[] chars = new char[128];

    private UUID id;
    private String actor;
    private final ScoreNumbers score = new ScoreNumbers();
    private int end;

    /** A reader of a body that {@link org.nucleus.collector.json.Utf8} found to be text. */
    FormReader(Slice body, XapiVersion version) {
        this.bytes = body.bytes();
        this.to = body.to();
        this.version = version;
    }

    /**
     * Reads the statement that begins there, if it is of that form; false if it is not.
     *
     * @param from index of its opening brace in the body's bytes
     */
    boolean reads(Form form, int from) {
        if (form.version() != version) {
            return false;
        }
        score.clear();
        int at = from;
        int printed = 0;
        Blank[] blanks = form.blanks();
        for (int i = 0; i < blanks.length; i++) {
            Blank blank = blanks[i];
            int begin = print(form, printed, blank.from(), at);
            at = begin == OTHER ? OTHER : blank(blank, begin);
            if (at == OTHER) {
                return false;
            }
            keep(form, i, begin, at);
            printed = blank.to();
        }
        end = print(form, printed, form.print().length, at);
        return end != OTHER && score.faults() == 0;
    }

    /** Index behind the closing brace of the statement read last. */
    int end() {
        return end;
    }

    /** What the statement says that was just found to be of that form. */
    Draft draft(Form form) {
        Draft draft = new Draft();
        if (form.id() != Form.NONE) {
            draft.id(id);
        }
        if (form.actor() != Form.NONE) {
            draft.actor(form.naming().apply(actor));
        }
        draft.timestamp(form.timestamp());
        return draft;
    }

    private void keep(Form form, int index, int begin, int last) {
        if (index == form.id()) {
            id = Hex.toUuid(chars, 0);
        } else if (index == form.actor()) {
            actor = new String(bytes, begin, last - begin, StandardCharsets.UTF_8);
        }
    }

    /** Index behind the print from one place of the form to another, or {@link #OTHER}. */
    private int print(Form form, int first, int last, int at) {
        int behind = at + last - first;
        return behind <= to && Arrays.equals(form.print(), first, last, bytes, at, behind)
                ? behind
                : OTHER;
    }

    private int blank(Blank blank, int at) {
        return switch (blank.kind()) {
            case TEXT -> text(blank, at);
            case NUMBER -> number(blank.which(), at);
            case FLAG -> flag(at);
        };
    }

    /** Index of the quote that ends a text of the blank's shape. */
    private int text(Blank blank, int at) {
        int asLong = at + blank.length();
        if (blank.shape().isPlain()
                && asLong < to
                && bytes[asLong] == '"'
                && fits(blank.shape(), at, asLong)) {
            return asLong;
        }
        int quote = quote(blank.shape(), at);
        boolean ends = quote < to && bytes[quote] == '"';
        return ends && (blank.shape() == Shape.ANY || fits(blank.shape(), at, quote))
                ? quote
                : OTHER;
    }

    /** Index of the first byte that ends a text, or cannot be in one without an escape. */
    private int quote(Shape shape, int at) {
        int quote = JsonReader.special(bytes, at, to);
        while (quote < to && bytes[quote] != '"') {
            boolean plain = bytes[quote] >= ' ' && bytes[quote] != '\\';
            if (!plain && (shape != Shape.ANY || bytes[quote] >= 0)) {
                return quote;
            }
            quote = JsonReader.special(bytes, quote + 1, to);
        }
        return quote;
    }

    private boolean fits(Shape shape, int from, int last) {
        int length = last - from;
        if (chars.length < length) {
            chars = new char[Math.max(length, 2 * chars.length)];
        }
        char[] text = chars;
        int all = 0;
        for (int i = 0; i < length; i++) {
            byte b = bytes[from + i];
            all |= b;
            text[i] = (char) b;
        }
        return all >= 0 && shape.fits(text, 0, length);
    }

    /** Index behind a JSON number without exponent. */
    private int number(int which, int at) {
        int last = at;
        if (last < to && bytes[last] == '-') {
            last++;
        }
        int whole = last;
        last = digits(last);
        if (last == whole || (bytes[whole] == '0' && last > whole + 1)) {
            return OTHER;
        }
        if (last < to && bytes[last] == '.') {
            int decimals = last + 1;
            last = digits(decimals);
            if (last == decimals) {
                return OTHER;
            }
        }
        int length = last - at;
        return length <= LONGEST_NUMBER
                        && fits(Shape.ANY, at, last)
                        && score.keep(which, chars, length)
                ? last
                : OTHER;
    }

    private int digits(int from) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    private int flag(int at) {
        if (at + 4 <= to && is("true", at)) {
            return at + 4;
        }
        return at + 5 <= to && is("false", at) ? at + 5 : OTHER;
    }

    private boolean is(String word, int at) {
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
