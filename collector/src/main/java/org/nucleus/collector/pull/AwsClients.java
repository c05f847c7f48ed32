package org.nucleus.collector.pull;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;

/** Clients of AWS; their credentials come from where the SDK looks. */
final class AwsClients {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private AwsClients() {}

    static SqsClient sqs(AwsAddress address) {
        return configured(SqsClient.builder().httpClient(http()), address).build();
    }

    static KinesisClient kinesis(AwsAddress address) {
        return configured(KinesisClient.builder().httpClient(http()), address).build();
    }

    /** Where S3 is not AWS' own, buckets have no host names of their own. */
    static S3Client s3(AwsAddress address) {
        return configured(S3Client.builder().httpClient(http()), address)
                .forcePathStyle(address.endpoint().isPresent())
                .build();
    }

    /** As {@link #s3}; makes no requests. */
    static S3Presigner presigner(AwsAddress address) {
        S3Presigner.Builder builder =
                S3Presigner.builder()
                        .serviceConfiguration(
                                S3Configuration.builder()
                                        .pathStyleAccessEnabled(address.endpoint().isPresent())
                                        .build());
        address.region().map(Region::of).ifPresent(builder::region);
        address.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_WITHIN)
                .socketTimeout(ANSWER_WITHIN)
                .build();
    }

    private static <B extends AwsClientBuilder<B, ?>> B configured(B builder, AwsAddress address) {
        builder.overrideConfiguration(
                ClientOverrideConfiguration.builder().apiCallAttemptTimeout(ANSWER_WITHIN).build());
        address.region().map(Region::of).ifPresent(builder::region);
        address.endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }
}
