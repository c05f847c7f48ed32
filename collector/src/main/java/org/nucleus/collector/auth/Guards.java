package org.nucleus.collector.auth;

import org.nucleus.model.Format;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.runtime.secret.NodeKey;
import org.nucleus.runtime.secret.UnusableKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes for each source what tells its requests from others', by its scheme; keeps the keys of
 * platforms from one change of the sources to the next.
 */
public final class Guards {
    private static final Logger log = LoggerFactory.getLogger(Guards.class);

    /**
     * How documents are got.
     *
     * @param pinned from hosts that are named here or in the settings
     * @param named from hosts that a source's policy names
     */
    public record Fetches(Fetch pinned, Fetch named) {
        public Fetches {
            Objects.requireNonNull(pinned, "pinned is null");
            Objects.requireNonNull(named, "named is null");
        }
    }

    private final WebhookSettings settings;
    private final NodeKey nodeKey;
    private final Clock clock;
    private final Jwks jwks;
    private final Sns sns;

    /**
     * @param nodeKey opens sealed secrets
     * @param fetches get the keys of platforms and the certificates of SNS
     * @param clock when secrets and signatures end
     */
    public Guards(WebhookSettings settings, NodeKey nodeKey, Fetches fetches, Clock clock) {
        this.settings = settings;
        this.nodeKey = nodeKey;
        this.clock = clock;
        this.jwks = new Jwks(fetches.named(), settings.jwksInterval(), clock);
        this.sns = new Sns(fetches.pinned(), new SnsHost(settings.snsOrigin()), clock);
    }

    /** Exactly these sources, by id. */
    public WebhookSources of(Collection<Source> sources) {
        Map<String, WebhookSources.Sender> byId = new HashMap<>();
        for (Source source : sources) {
            if (source.state() != Source.State.REVOKED) {
                guard(source)
                        .map(guard -> new WebhookSources.Sender(source, guard))
                        .ifPresent(sender -> byId.put(source.id(), sender));
            }
        }
        return new WebhookSources(byId, settings);
    }

    private Optional<Guard> guard(Source source) {
        return switch (source.scheme()) {
            case SECRET, HEADER -> Optional.of(fixed(source));
            case CHECKSUM, HMAC -> Optional.of(signing(source));
            case JWKS -> source.policy().jwksUrl().map(url -> new CanvasSignature(jwks, url));
            case ORIGIN -> Optional.empty();
        };
    }

    private Guard fixed(Source source) {
        Guard fixed = new FixedSecret(source, clock);
        if (source.format() == Format.CHIME) {
            return new BySns(fixed, sns);
        }
        Optional<String> keys =
                source.policy().jwksUrl().filter(ignored -> source.format() == Format.CANVAS);
        return keys.<Guard>map(url -> new SignedOrNot(new CanvasSignature(jwks, url), fixed))
                .orElse(fixed);
    }

    private Guard signing(Source source) {
        try {
            SealedSecrets secrets = SealedSecrets.of(source, nodeKey, clock);
            return source.format() == Format.BBB
                    ? new BbbSignature(secrets, source.policy().publicUrl(), clock)
                    : jaas(source, secrets);
        } catch (UnusableKey e) {
            log.atWarn()
                    .addKeyValue("tenant", source.tenant())
                    .addKeyValue("source", source.id())
                    .addKeyValue("reason", e.getMessage())
                    .log("Source cannot be authenticated");
            return new Undecided();
        }
    }

    private Guard jaas(Source source, SealedSecrets secrets) {
        Guard signature = new JaasSignature(secrets, settings.signatureTolerance(), clock);
        return source.policy()
                .authorization()
                .<Guard>map(expected -> new WithAuthorization(expected, signature))
                .orElse(signature);
    }

    /** A source whose requests have one fixed {@code Authorization} besides their signature. */
    private record WithAuthorization(SecretHash expected, Guard signature) implements Guard {
        @Override
        public boolean mayBe(RequestHead head) {
            return isExpected(head) && signature.mayBe(head);
        }

        @Override
        public Verdict judge(RequestHead head, byte[] body) {
            return isExpected(head) ? signature.judge(head, body) : Verdict.REFUSED;
        }

        private boolean isExpected(RequestHead head) {
            return expected.matches(head.header(RequestHead.AUTHORIZATION));
        }
    }

    /** A source whose events may come through SNS: its own credential first, then the message. */
    private record BySns(Guard credential, Sns sns) implements Guard {
        @Override
        public boolean mayBe(RequestHead head) {
            return credential.mayBe(head);
        }

        @Override
        public Verdict judge(RequestHead head, byte[] body) {
            return credential.mayBe(head) ? sns.judge(body) : Verdict.REFUSED;
        }
    }

    /**
     * A Canvas source with keys and a secret: signed bodies by the keys, all others by the secret.
     */
    private record SignedOrNot(Guard keys, Guard secret) implements Guard {
        @Override
        public boolean mayBe(RequestHead head) {
            return true;
        }

        @Override
        public Verdict judge(RequestHead head, byte[] body) {
            return CanvasSignature.isSigned(body)
                    ? keys.judge(head, body)
                    : secret.judge(head, body);
        }
    }

    /** A source whose secret this node cannot open. */
    private record Undecided() implements Guard {
        @Override
        public boolean mayBe(RequestHead head) {
            return true;
        }

        @Override
        public Verdict judge(RequestHead head, byte[] body) {
            return Verdict.UNAVAILABLE;
        }
    }
}
