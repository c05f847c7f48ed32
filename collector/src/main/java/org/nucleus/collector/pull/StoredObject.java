package org.nucleus.collector.pull;

import org.nucleus.collector.bulk.ContentCoding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * An object of S3 as it is at the moment.
 *
 * @param name where it is
 * @param etag of its content, without quotes
 * @param size in bytes, as it is stored
 * @param coding how it is compressed; empty where nothing here undoes that
 */
record StoredObject(Name name, String etag, long size, Optional<ContentCoding> coding) {
    private static final int ID_BYTES = 16;

    /**
     * Where an object is.
     *
     * @param version of a bucket that keeps several; empty for the latest
     */
    record Name(String bucket, String key, Optional<String> version) {
        Name {
            Objects.requireNonNull(bucket, "bucket is null");
            Objects.requireNonNull(key, "key is null");
            Objects.requireNonNull(version, "version is null");
        }

        /** What stands for the key where people read it: keys may name learners. */
        String digest() {
            return sha256(bucket + "\0" + key);
        }
    }

    StoredObject {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(etag, "etag is null");
        Objects.requireNonNull(coding, "coding is null");
    }

    /** The same for the same content at the same place, and a valid id of an upload. */
    String id() {
        return id(name, etag);
    }

    static String id(Name name, String etag) {
        return "s3-" + sha256(name.bucket() + "\0" + name.key() + "\0" + etag);
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
