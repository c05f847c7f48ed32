package org.nucleus.collector.pull;

import org.nucleus.collector.bulk.DirectUploads;
import org.nucleus.model.Source;
import org.nucleus.runtime.health.StartFailure;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signs, for one file at a time, the request by which a source puts it into the bucket of uploads:
 * the key says whose it is, and what the signed headers say the client must send exactly so.
 */
public final class PresignedUploads implements DirectUploads, AutoCloseable {
    private static final String HOST = "host";

    private final UploadSettings settings;
    private final UploadKeys keys;
    private final S3Presigner presigner;

    private PresignedUploads(UploadSettings settings, S3Presigner presigner) {
        this.settings = settings;
        this.keys = new UploadKeys(settings.prefix());
        this.presigner = presigner;
    }

    /**
     * With credentials from where the SDK looks; asks nobody before the first ticket.
     *
     * @param settings with a bucket
     * @throws StartFailure when no region is known
     */
    public static PresignedUploads open(UploadSettings settings) {
        try {
            return new PresignedUploads(settings, AwsClients.presigner(settings.address()));
        } catch (SdkException e) {
            throw new StartFailure(
                    "Uploads to %s cannot be signed: set collector.uploads.region"
                            .formatted(settings.bucket()),
                    e);
        }
    }

    @Override
    public long mostBytes() {
        return settings.mostBytes();
    }

    @Override
    public Ticket ticket(Source source, String upload, Announced announced) {
        PutObjectRequest.Builder put =
                PutObjectRequest.builder()
                        .bucket(settings.bucket())
                        .key(keys.of(source, upload))
                        .contentType(announced.mediaType());
        announced.coding().header().ifPresent(put::contentEncoding);
        announced.bytes().ifPresent(put::contentLength);
        try {
            PresignedPutObjectRequest signed =
                    presigner.presignPutObject(
                            request ->
                                    request.signatureDuration(settings.expiry())
                                            .putObjectRequest(put.build()));
            Map<String, String> headers = new TreeMap<>();
            signed.signedHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            headers.remove(HOST);
            return new Ticket(
                    signed.httpRequest().method().name(),
                    URI.create(signed.url().toString()),
                    headers,
                    signed.expiration());
        } catch (SdkException e) {
            throw new StoreUnavailable(AwsFailures.reason(e), e);
        }
    }

    @Override
    public void close() {
        presigner.close();
    }
}
