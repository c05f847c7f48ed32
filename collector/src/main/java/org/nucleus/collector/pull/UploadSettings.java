package org.nucleus.collector.pull;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.Settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The bucket into which sources may put large files.
 *
 * @param bucket its name; empty where there is none
 * @param prefix of all keys: empty, or with a slash at its end
 * @param address of S3
 * @param queue that tells of new objects; empty to list them
 * @param interval between two listings
 * @param expiry of an address that was given out
 * @param mostBytes of one file, as it is sent
 * @param delete whether a file goes once the log has it
 * @param fetch whether this collector reads what was put there
 */
public record UploadSettings(
        String bucket,
        String prefix,
        AwsAddress address,
        Optional<String> queue,
        Duration interval,
        Duration expiry,
        long mostBytes,
        boolean delete,
        boolean fetch) {
    /** SigV4 signs for no longer. */
    private static final Duration LONGEST_EXPIRY = Duration.ofDays(7);

    static final Setting<String> BUCKET =
            text(
                    "collector.uploads.bucket",
                    "",
                    "name of a bucket",
                    PullKeys::isBucket,
                    "Bucket of S3 into which sources may put large files by addresses that the"
                            + " collector signs; empty for none.");
    static final Setting<String> PREFIX =
            text(
                    "collector.uploads.prefix",
                    "uploads/",
                    "empty, or ends with a slash",
                    prefix -> prefix.endsWith("/") && !prefix.startsWith("/"),
                    "What the keys of such files begin with; the collector reads nothing else"
                            + " there.");
    static final Setting<String> REGION =
            text(
                    "collector.uploads.region",
                    "",
                    "region of AWS",
                    PullKeys::isRegion,
                    "Region of the bucket; empty for what the environment says.");
    static final Setting<String> ENDPOINT =
            text(
                    "collector.uploads.endpoint",
                    "",
                    PullKeys.ADDRESS,
                    PullKeys::isAddress,
                    "Another server with S3's API, as clients see it; empty for AWS' own.");
    static final Setting<String> QUEUE =
            text(
                    "collector.uploads.queue",
                    "",
                    PullKeys.ADDRESS,
                    PullKeys::isAddress,
                    "Address of the queue of SQS that the bucket's notifications go to; empty to"
                            + " list the bucket, which one collector alone should do.");
    static final Setting<Duration> INTERVAL =
            Setting.duration(
                    "collector.uploads.list.interval",
                    "10s",
                    "How often the bucket is listed, without a queue.");
    static final Setting<Duration> EXPIRY = expirySetting();
    static final Setting<Long> MOST_BYTES =
            Setting.bytes(
                    "collector.uploads.max.bytes",
                    "5GiB",
                    "Most bytes of one such file, as it is sent; S3 takes 5GiB by one request.");
    static final Setting<Boolean> DELETE =
            Setting.flag(
                    "collector.uploads.delete",
                    true,
                    "Whether such a file is deleted from the bucket once the log has all of it.");
    static final Setting<Boolean> FETCH =
            Setting.flag(
                    "collector.uploads.fetch",
                    true,
                    "Whether this collector reads what was put there, or only signs addresses.");

    /** Everything that can be set here. */
    public static final List<Setting<?>> SETTINGS =
            List.of(
                    BUCKET,
                    PREFIX,
                    REGION,
                    ENDPOINT,
                    QUEUE,
                    INTERVAL,
                    EXPIRY,
                    MOST_BYTES,
                    DELETE,
                    FETCH);

    public UploadSettings {
        Objects.requireNonNull(bucket, "bucket is null");
        Objects.requireNonNull(prefix, "prefix is null");
        Objects.requireNonNull(address, "address is null");
        Objects.requireNonNull(queue, "queue is null");
        Objects.requireNonNull(interval, "interval is null");
        Objects.requireNonNull(expiry, "expiry is null");
    }

    /** Reads them. */
    public static UploadSettings from(Settings settings) {
        return new UploadSettings(
                settings.value(BUCKET),
                settings.value(PREFIX),
                new AwsAddress(
                        given(settings.value(REGION)),
                        given(settings.value(ENDPOINT)).map(URI::create)),
                given(settings.value(QUEUE)),
                settings.value(INTERVAL),
                settings.value(EXPIRY),
                settings.value(MOST_BYTES),
                settings.value(DELETE),
                settings.value(FETCH));
    }

    /** Whether there is such a bucket. */
    public boolean isSet() {
        return !bucket.isEmpty();
    }

    PullPoint.Bucket place() {
        return new PullPoint.Bucket(bucket, prefix, queue, interval);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    private static Setting<String> text(
            String key, String defaultText, String unit, Predicate<String> check, String purpose) {
        return new Setting<>(
                key,
                unit,
                defaultText,
                purpose,
                text -> {
                    if (!text.isEmpty() && !check.test(text)) {
                        throw new IllegalArgumentException("another text");
                    }
                    return text;
                });
    }

    private static Setting<Duration> expirySetting() {
        Setting<Duration> any =
                Setting.duration(
                        "collector.uploads.expiry",
                        "1h",
                        "How long an address is good to begin a request; at most 7d, and no longer"
                                + " than the collector's own credentials.");
        return new Setting<>(
                any.key(),
                "duration such as 15m, 1h, 7d",
                any.defaultText(),
                any.purpose(),
                text -> {
                    Duration expiry = any.parser().apply(text);
                    if (expiry.compareTo(LONGEST_EXPIRY) > 0) {
                        throw new IllegalArgumentException("too long");
                    }
                    return expiry;
                });
    }
}
