package org.nucleus.collector.pull;

import org.nucleus.collector.bulk.ContentCoding;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The requests that reading the objects of a bucket takes. */
final class Bucket implements AutoCloseable {
    private static final String SIGNING_ONLY = "aws-chunked";

    private final S3Client client;
    private final String name;

    Bucket(S3Client client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Some objects of a listing, in the order of their keys. */
    record Page(List<Listed> objects, Optional<String> next) {
        Page {
            objects = List.copyOf(objects);
        }
    }

    /** An object as a listing has it. */
    record Listed(StoredObject.Name name, String etag) {
        String id() {
            return StoredObject.id(name, etag);
        }
    }

    /** The objects below a prefix, from the beginning or where a page before said. */
    Page list(String prefix, Optional<String> from) {
        ListObjectsV2Response answer =
                client.listObjectsV2(
                        request -> {
                            request.bucket(name).prefix(prefix);
                            from.ifPresent(request::continuationToken);
                        });
        return new Page(
                answer.contents().stream()
                        .filter(object -> !object.key().endsWith("/"))
                        .map(
                                object ->
                                        new Listed(
                                                new StoredObject.Name(
                                                        name, object.key(), Optional.empty()),
                                                unquoted(object.eTag())))
                        .toList(),
                Optional.ofNullable(answer.nextContinuationToken()));
    }

    /** What is there under a name. */
    StoredObject look(StoredObject.Name object) {
        HeadObjectResponse head =
                client.headObject(
                        request -> {
                            request.bucket(name).key(object.key());
                            object.version().ifPresent(request::versionId);
                        });
        return new StoredObject(
                object,
                unquoted(head.eTag()),
                head.contentLength(),
                coding(head.contentEncoding(), object.key()));
    }

    /** The object's bytes from one on; fails where its content is another by now. */
    ResponseInputStream<GetObjectResponse> open(StoredObject object, long from) {
        return client.getObject(
                request -> {
                    request.bucket(name)
                            .key(object.name().key())
                            .ifMatch('"' + object.etag() + '"');
                    object.name().version().ifPresent(request::versionId);
                    if (from > 0) {
                        request.range("bytes=" + from + "-");
                    }
                });
    }

    void delete(StoredObject.Name object) {
        client.deleteObject(request -> request.bucket(name).key(object.key()));
    }

    /** What the header says, else the end of the key. */
    private static Optional<ContentCoding> coding(String header, String key) {
        List<String> codings =
                Arrays.stream((header == null ? "" : header).split(","))
                        .map(String::strip)
                        .filter(coding -> !coding.isEmpty() && !coding.equals(SIGNING_ONLY))
                        .toList();
        if (codings.size() > 1) {
            return Optional.empty();
        }
        if (!codings.isEmpty()) {
            return ContentCoding.named(codings.getFirst());
        }
        if (key.endsWith(".gz")) {
            return Optional.of(ContentCoding.GZIP);
        }
        return Optional.of(key.endsWith(".zst") ? ContentCoding.ZSTD : ContentCoding.IDENTITY);
    }

    private static String unquoted(String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    @Override
    public void close() {
        client.close();
    }
}
