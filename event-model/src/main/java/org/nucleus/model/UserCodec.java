package org.nucleus.model;

/** {@link User} ⇄ the JSON on {@code config.users}. */
public final class UserCodec {
    private UserCodec() {}

    /** UTF-8 JSON, {@code {"id":…,"password":{"pbkdf2Sha512":…,"salt":…,"iterations":…}}}. */
    public static byte[] encode(User user) {
        PasswordHash password = user.password();
        return JsonRecord.write(
                JsonRecord.object()
                        .put("id", user.id())
                        .set(
                                "password",
                                JsonRecord.object()
                                        .put("pbkdf2Sha512", password.hash())
                                        .put("salt", password.salt())
                                        .put("iterations", password.iterations())));
    }

    /**
     * The user in {@code bytes}; unknown members pass.
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
                        password.text("pbkdf2Sha512")));
    }
}
