package org.nucleus.collector.xapi;

/** What a text of a statement must look like, by the data types of xAPI 1.0.3 Data 4. */
enum Shape {
    ANY("string", "must be a string", (text, from, to) -> true),
    IRI("iri", "must be an IRI with a scheme", Iri::valid),
    IRL("irl", "must be an absolute IRL", Iri::locates),
    MAILBOX("mailto", "must be 'mailto:' and one e-mail address", Mailbox::valid),
    SHA1(
            "sha1",
            "must be 40 hexadecimal digits",
            (text, from, to) -> Hex.digits(text, from, to, 40)),
    SHA2("sha2", "must be the hexadecimal digits of a SHA-2 hash of 256 bits or more", Hex::sha2),
    UUID("uuid", "must be a uuid", Hex::uuid),
    DURATION("duration", "must be an ISO 8601 duration with designators", Durations::valid),
    LANGUAGE("language", "must be an RFC 5646 language tag", LanguageTag::valid),
    MEDIA_TYPE("media-type", "must be a media type", MediaType::valid),
    TIMESTAMP_1_0(
            "timestamp",
            "must be an ISO 8601 date and time of the years 1 to 9999 in UTC, its offset not minus"
                    + " zero",
            (text, from, to) -> Timestamps.valid(text, from, to, XapiVersion.V1_0_3)),
    TIMESTAMP_2_0(
            "timestamp",
            "must be an RFC 3339 date and time of the years 1 to 9999 in UTC, its offset not minus"
                    + " zero",
            (text, from, to) -> Timestamps.valid(text, from, to, XapiVersion.V2_0_0));

    private final String kind;
    private final String sentence;
    private final Check check;

    Shape(String kind, String sentence, Check check) {
        this.kind = kind;
        this.sentence = sentence;
        this.check = check;
    }

    /** Last part of the name of the rule that a text breaks by not being like this. */
    String kind() {
        return kind;
    }

    /** Whether no text of the shape has a quote, a backslash or a control character in it. */
    boolean isPlain() {
        return this != ANY && this != MEDIA_TYPE;
    }

    String sentence() {
        return sentence;
    }

    boolean fits(char[] text, int from, int to) {
        return check.fits(text, from, to);
    }

    boolean fits(String text) {
        char[] chars = text.toCharArray();
        return check.fits(chars, 0, chars.length);
    }

    private interface Check {
        boolean fits(char[] text, int from, int to);
    }
}
