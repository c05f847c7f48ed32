package org.nucleus.collector.auth;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.Settings;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How strictly the signatures of webhooks are taken.
 *
 * @param signatureTolerance how far the clock of a signature may be from this node's
 * @param jwksInterval how long an unknown key is not asked for again
 * @param snsOrigin what is asked in place of the host of SNS; "" for that host itself
 */
public record WebhookSettings(
        Duration signatureTolerance, Duration jwksInterval, String snsOrigin) {
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

    /** Everything that can be set here. */
    public static final List<Setting<?>> SETTINGS =
            List.of(SIGNATURE_TOLERANCE, JWKS_INTERVAL, SNS_ORIGIN);

    public WebhookSettings {
        Objects.requireNonNull(signatureTolerance, "signatureTolerance is null");
        Objects.requireNonNull(jwksInterval, "jwksInterval is null");
        Objects.requireNonNull(snsOrigin, "snsOrigin is null");
    }

    /** Reads them. */
    public static WebhookSettings from(Settings settings) {
        return new WebhookSettings(
                settings.value(SIGNATURE_TOLERANCE),
                settings.value(JWKS_INTERVAL),
                settings.value(SNS_ORIGIN));
    }
}
