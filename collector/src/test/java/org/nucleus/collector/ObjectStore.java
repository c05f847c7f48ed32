package org.nucleus.collector;

import org.nucleus.testkit.S3Server;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** One S3 server for all tests of this JVM, and a bucket of the test's own in it. */
public final class ObjectStore implements AutoCloseable {
    private final S3Server server = Shared.SERVER;
    private final String bucket;
    private final S3Client client;

    private static final class Shared {
        private static final S3Server SERVER = start();

        private static S3Server start() {
            try {
                return S3Server.start(Path.of("target", "s3mock.log"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ObjectStore(String bucket) {
        this.bucket = bucket;
        System.setProperty("aws.accessKeyId", "any");
        System.setProperty("aws.secretAccessKey", "any");
        client =
                S3Client.builder()
                        .endpointOverride(server.address())
                        .region(Region.EU_CENTRAL_1)
                        .forcePathStyle(true)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
    }

    /** With an empty bucket of that name. */
    public static ObjectStore with(String bucket) {
        ObjectStore store = new ObjectStore(bucket);
        store.client.createBucket(request -> request.bucket(bucket));
        return store;
    }

    public URI address() {
        return server.address();
    }

    public String bucket() {
        return bucket;
    }

    /** Puts an object there, without saying how it is compressed. */
    public void put(String key, byte[] content) {
        client.putObject(
                request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    /** Puts an object there with a {@code Content-Encoding}. */
    public void put(String key, byte[] content, String encoding) {
        client.putObject(
                request -> request.bucket(bucket).key(key).contentEncoding(encoding),
                RequestBody.fromBytes(content));
    }

    public List<String> keys() {
        return client.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
