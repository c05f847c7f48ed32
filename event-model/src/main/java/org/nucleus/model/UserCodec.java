package org.nucleus.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.Set;

/** {@link User} ⇄ the JSON on {@code config.users}. */
public final class UserCodec {
    private static final Set<String> KNOWN = Set.of("id", "password", "tokenSha256");
    private static final Set<String> KNOWN_OF_PASSWORD =
            Set.of("pbkdf2Sha512", "salt", "iterations");

    private UserCodec() {}

    /**
     * UTF-8 JSON, {@code {"id":…,"password":{"pbkdf2Sha512":…,"salt":…,"iterations":…},
     * "tokenSha256":…}}; the last is left out where there is no token.
     */
    public static byte[] encode(User user) {
        PasswordHash password = user.password();
        ObjectNode json = JsonRecord.object().put("id", user.id());
        json.putObject("password")
                .put("pbkdf2Sha512", password.hash())
                .put("salt", password.salt())
                .put("iterations", password.iterations());
        user.token().ifPresent(token -> json.put("tokenSha256", token.sha256()));
        user.unknown().addTo(json);
        return JsonRecord.write(json);
    }

    /**
     * The user in {@code bytes}; unknown members are kept.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    public static User decode(byte[] bytes) {
        JsonRecord json = JsonRecord.read(bytes);
        JsonRecord password = new JsonRecord(json.member("password"));
        return new User(
                json.text("id"),
                new PasswordHash(
                        password.member("iterations").asInt(),
                        password.text("salt"),
                        password.text("pbkdf2Sha512")),
                json.has("tokenSha256")
                        ? Optional.of(new SecretHash(json.text("tokenSha256")))
                        : Optional.empty(),
                UnknownMembers.of(json.node(), KNOWN)
                        .within("password", UnknownMembers.of(password.node(), KNOWN_OF_PASSWORD)));
    }
}
