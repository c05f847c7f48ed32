package org.nucleus.collector.pull;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;

/** Clients of AWS; their credentials come from where the SDK looks. */
final class AwsClients {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private AwsClients() {}

    static SqsClient sqs(PullPoint point) {
        return configured(SqsClient.builder().httpClient(http()), point).build();
    }

    static KinesisClient kinesis(PullPoint point) {
        return configured(KinesisClient.builder().httpClient(http()), point).build();
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_WITHIN)
                .socketTimeout(ANSWER_WITHIN)
                .build();
    }

    private static <B extends AwsClientBuilder<B, ?>> B configured(B builder, PullPoint point) {
        builder.overrideConfiguration(
                ClientOverrideConfiguration.builder().apiCallAttemptTimeout(ANSWER_WITHIN).build());
        point.region().map(Region::of).ifPresent(builder::region);
        point.endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }
}
