package org.nucleus.node.firstrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.Format;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.secret.PrivateFile;
import org.nucleus.runtime.secret.RandomSecret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The secrets of a first run in the clear, as kept in {@code first-run.json} for the person who
 * started the node; the log holds only their hashes.
 *
 * @param tenant id
 * @param admin who may administer
 * @param sources one for each format that agents send
 */
public record Credentials(String tenant, Admin admin, List<SourceSecret> sources) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Format> SENT_BY_AGENTS =
            Arrays.stream(Format.values()).filter(format -> format != Format.NUCLEUS).toList();
    private static final int PASSWORD_BYTES = 15;

    /**
     * The first administrator.
     *
     * @param user name
     * @param password in the clear
     * @param token for programs, in the clear; empty in files of older nodes
     */
    public record Admin(String user, String password, Optional<String> token) {
        public Admin {
            Objects.requireNonNull(user, "user is null");
            Objects.requireNonNull(password, "password is null");
            Objects.requireNonNull(token, "token is null");
        }

        @Override
        public String toString() {
            return "Admin[" + user + "]";
        }
    }

    /**
     * A source and its secret.
     *
     * @param id of the source
     * @param format it sends
     * @param secret in the clear
     */
    public record SourceSecret(String id, Format format, String secret) {
        public SourceSecret {
            Objects.requireNonNull(id, "id is null");
            Objects.requireNonNull(format, "format is null");
            Objects.requireNonNull(secret, "secret is null");
        }

        @Override
        public String toString() {
            return "SourceSecret[" + id + "]";
        }
    }

    public Credentials {
        Objects.requireNonNull(tenant, "tenant is null");
        Objects.requireNonNull(admin, "admin is null");
        sources = List.copyOf(sources);
    }

    static Credentials random(SecureRandom random) {
        return new Credentials(
                "demo",
                new Admin("admin", password(random), Optional.of(RandomSecret.draw(random))),
                SENT_BY_AGENTS.stream()
                        .map(
                                format ->
                                        new SourceSecret(
                                                "demo-" + format.name().toLowerCase(Locale.ROOT),
                                                format,
                                                RandomSecret.draw(random)))
                        .toList());
    }

    /** The same with a token. */
    Credentials withToken(SecureRandom random) {
        return new Credentials(
                tenant,
                new Admin(admin.user(), admin.password(), Optional.of(RandomSecret.draw(random))),
                sources);
    }

    private static String password(SecureRandom random) {
        byte[] drawn = new byte[PASSWORD_BYTES];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }

    /** Where the credentials of a node with this data folder are kept. */
    public static Path file(Path dataDir) {
        return dataDir.resolve("first-run.json");
    }

    /**
     * The credentials kept in {@code dataDir}, if any.
     *
     * @throws UncheckedIOException when there are some and they cannot be read
     */
    public static Optional<Credentials> read(Path dataDir) {
        Path path = file(dataDir);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(path.toFile());
            JsonNode admin = json.required("admin");
            List<SourceSecret> sources = new ArrayList<>();
            for (JsonNode source : json.required("sources")) {
                sources.add(
                        new SourceSecret(
                                source.required("id").asText(),
                                Format.valueOf(source.required("format").asText()),
                                source.required("secret").asText()));
            }
            return Optional.of(
                    new Credentials(
                            json.required("tenant").asText(),
                            new Admin(
                                    admin.required("user").asText(),
                                    admin.required("password").asText(),
                                    Optional.ofNullable(admin.path("token").textValue())),
                            sources));
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(new IOException(path + " is not a first run's file", e));
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(path + " cannot be read", e));
        }
    }

    /**
     * As {@link #read}, where there must be some.
     *
     * @throws StartFailure when there are none
     */
    public static Credentials known(Path dataDir) {
        return read(dataDir)
                .orElseThrow(
                        () ->
                                new StartFailure(
                                        ("no node has had its first run in data folder %s (no"
                                             + " first-run.json); run this where the node was"
                                             + " started, or name its folder: --set"
                                             + " data.dir=FOLDER")
                                                .formatted(dataDir)));
    }

    void keep(Path dataDir) throws IOException {
        ObjectNode json = JSON.createObjectNode().put("tenant", tenant);
        ObjectNode who =
                json.putObject("admin").put("user", admin.user()).put("password", admin.password());
        admin.token().ifPresent(token -> who.put("token", token));
        ArrayNode list = json.putArray("sources");
        for (SourceSecret source : sources) {
            list.addObject()
                    .put("id", source.id())
                    .put("format", source.format().name())
                    .put("secret", source.secret());
        }
        PrivateFile.write(
                file(dataDir), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }

    /** The source that sends {@code format}, if the first run made one. */
    public Optional<SourceSecret> source(Format format) {
        return sources.stream().filter(source -> source.format() == format).findFirst();
    }
}
