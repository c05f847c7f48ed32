package org.nucleus.collector.webhook.jaas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.nucleus.collector.webhook.MemberRule;
import org.nucleus.collector.webhook.Words;
import org.nucleus.model.ActorId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What JaaS events hold of people beyond who they are: e-mail addresses, phone numbers, SIP
 * addresses, pictures, key ids. Of spoken and written words the length and hash stay, or the words
 * themselves.
 */
final class JaasRedaction implements MemberRule {
    private static final Set<String> CUT =
            Set.of("mail", "kid", "sipaddress", "phone", "phonenumber", "preauthenticatedlink");
    private static final Set<String> WORDS =
            Set.of(
                    "final",
                    "stable",
                    "unstable",
                    "text",
                    "transcript",
                    "transcription",
                    "message",
                    "content",
                    "comment",
                    "comments");
    private static final String OWN_DOMAIN = "8x8.vc";
    private static final String NICK = "nick";
    private static final Set<String> NAMES =
            Set.of(NICK, "name", "displayname", "currentname", "participantname");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]++@[^@\\s/]++");
    private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel", "mailto");
    private static final int PHONE_DIGITS = 5;
    private static final int EXTENSION_DIGITS = 3;

    private final boolean keepsTexts;

    /**
     * @param keepsTexts whether spoken and written words stay, all but those that are nothing but
     *     an address
     */
    JaasRedaction(boolean keepsTexts) {
        this.keepsTexts = keepsTexts;
    }

    @Override
    public JsonNode kept(String name, JsonNode value) {
        if (CUT.contains(name) || name.contains("email") || name.startsWith("avatar")) {
            return null;
        }
        if (isWords(name, value) && !(keepsTexts && isMoreThanAddress(name, value))) {
            return Words.digest(value);
        }
        if (value.isTextual()) {
            return text(name, value);
        }
        return NICK.equals(name) && !value.isNull() ? null : value;
    }

    private static boolean isWords(String name, JsonNode value) {
        return WORDS.contains(name) || (name.equals("data") && value.isTextual());
    }

    private static boolean isMoreThanAddress(String name, JsonNode words) {
        String text = words.asText();
        return !isDialled(text) && !isPhone(text) && !isMail(name, text);
    }

    private static JsonNode text(String name, JsonNode value) {
        String text = value.textValue();
        if (isDialled(text)) {
            return null;
        }
        if (NAMES.contains(name)) {
            boolean phone = NICK.equals(name) ? holdsPhone(text) : isPhone(text);
            return phone || text.indexOf('@') >= 0 ? null : value;
        }
        return isMail(name, text) ? TextNode.valueOf(pseudonym(text)) : value;
    }

    private static boolean isDialled(String text) {
        int colon = text.indexOf(':');
        return colon > 0 && SCHEMES.contains(text.substring(0, colon).toLowerCase(Locale.ROOT));
    }

    /** Of who calls in: many digits, or nothing but some; a name beside the number goes too. */
    private static boolean holdsPhone(String text) {
        long digits = digits(text);
        return digits >= PHONE_DIGITS || (digits >= EXTENSION_DIGITS && hasNoLetter(text));
    }

    /** Of anybody, and of the options of a poll: only what is written as a number abroad. */
    private static boolean isPhone(String text) {
        return text.startsWith("+") && digits(text) >= PHONE_DIGITS && hasNoLetter(text);
    }

    private static long digits(String text) {
        return text.codePoints().filter(Character::isDigit).count();
    }

    private static boolean hasNoLetter(String text) {
        return text.codePoints().noneMatch(Character::isLetter);
    }

    /** Rooms and connections have addresses of the same look, which are nobody's mail. */
    private static boolean isMail(String name, String text) {
        return text.indexOf('@') > 0
                && !name.endsWith("jid")
                && !text.endsWith(OWN_DOMAIN)
                && MAIL.matcher(text).matches();
    }

    /** An e-mail address that serves as id, as xAPI 1.0.3 Data 2.4.2.3 hides one. */
    private static String pseudonym(String mail) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest =
                    sha1.digest(ActorId.mbox("mailto:" + mail).getBytes(StandardCharsets.UTF_8));
            return ActorId.mboxSha1sum(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
