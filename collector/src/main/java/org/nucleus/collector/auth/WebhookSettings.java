package org.nucleus.collector.auth;

import org.nucleus.runtime.net.AddressBlock;
import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.Settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How strictly the signatures of webhooks are taken.
 *
 * @param signatureTolerance how far the clock of a signature may be from this node's
 * @param jwksInterval how long an unknown key is not asked for again
 * @param snsOrigin what is asked in place of the host of SNS; "" for that host itself
 * @param callbackMaxBytes most bytes of a callback that its sender does not send again
 * @param proxies whose word is taken for the address that a request was sent to
 */
public record WebhookSettings(
        Duration signatureTolerance,
        Duration jwksInterval,
        String snsOrigin,
        int callbackMaxBytes,
        List<AddressBlock> proxies) {
    static final Setting<Duration> SIGNATURE_TOLERANCE =
            Setting.duration(
                    "collector.webhook.signature.tolerance",
                    "5m",
                    "How far the time in a JaaS signature may be from this node's clock.");
    static final Setting<Duration> JWKS_INTERVAL =
            Setting.duration(
                    "collector.webhook.jwks.interval",
                    "1m",
                    "How long a signing key that a platform did not have is not asked for again.");
    static final Setting<String> SNS_ORIGIN =
            Setting.text(
                    "collector.webhook.sns.origin",
                    "",
                    "For tests: what is asked for certificates and confirmations of SNS in place"
                            + " of its own host, such as http://127.0.0.1:9999.");

    static final Setting<Long> CALLBACK_MAX_BYTES =
            Setting.bytes(
                    "collector.webhook.callback.max.bytes",
                    "16MiB",
                    "Most bytes of BigBlueButton's learning-analytics callback, as sent and"
                            + " inflated; it is larger than other bodies and sent only once.");
    static final Setting<List<AddressBlock>> PROXIES =
            new Setting<>(
                    "collector.webhook.proxies",
                    "comma-separated list of addresses or blocks",
                    "",
                    "Proxies in front, such as 10.0.0.7 or 10.1.0.0/16. From these alone Forwarded"
                            + " or X-Forwarded-Host, -Port and -Prefix tell the address that a"
                            + " checksum is over, where a source has no publicUrl.",
                    WebhookSettings::blocks);

    /** Everything that can be set here. */
    public static final List<Setting<?>> SETTINGS =
            List.of(SIGNATURE_TOLERANCE, JWKS_INTERVAL, SNS_ORIGIN, CALLBACK_MAX_BYTES, PROXIES);

    public WebhookSettings {
        Objects.requireNonNull(signatureTolerance, "signatureTolerance is null");
        Objects.requireNonNull(jwksInterval, "jwksInterval is null");
        Objects.requireNonNull(snsOrigin, "snsOrigin is null");
        proxies = List.copyOf(proxies);
    }

    /** Reads them. */
    public static WebhookSettings from(Settings settings) {
        return new WebhookSettings(
                settings.value(SIGNATURE_TOLERANCE),
                settings.value(JWKS_INTERVAL),
                settings.value(SNS_ORIGIN),
                Math.toIntExact(settings.value(CALLBACK_MAX_BYTES)),
                settings.value(PROXIES));
    }

    private static List<AddressBlock> blocks(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(block -> !block.isEmpty())
                .map(AddressBlock::of)
                .toList();
    }
}
