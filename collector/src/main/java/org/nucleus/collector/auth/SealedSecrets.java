package org.nucleus.collector.auth;

import org.nucleus.model.Credential;
import org.nucleus.model.Source;
import org.nucleus.runtime.secret.NodeKey;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The opened secrets of one source that signs; any that has not expired will do. */
final class SealedSecrets {
    private final List<Opened> all;
    private final Clock clock;

    private record Opened(byte[] bytes, Optional<Instant> expires) {}

    private SealedSecrets(List<Opened> all, Clock clock) {
        this.all = all;
        this.clock = clock;
    }

    /**
     * Those of a source.
     *
     * @throws org.nucleus.runtime.secret.UnusableKey when they cannot be opened
     */
    static SealedSecrets of(Source source, NodeKey nodeKey, Clock clock) {
        List<Opened> all = new ArrayList<>();
        for (Credential credential : source.credentials()) {
            if (credential instanceof Credential.Sealed sealed) {
                byte[] bytes =
                        nodeKey.open(source.id(), sealed.secret()).getBytes(StandardCharsets.UTF_8);
                all.add(new Opened(bytes, sealed.expires()));
            }
        }
        return new SealedSecrets(List.copyOf(all), clock);
    }

    /**
     * Whether the condition holds for one that is taken now. All are asked, so that the time taken
     * does not tell which it was.
     */
    boolean any(Predicate<byte[]> condition) {
        Instant now = clock.instant();
        boolean any = false;
        for (Opened secret : all) {
            boolean taken = secret.expires().isEmpty() || now.isBefore(secret.expires().get());
            any |= taken && condition.test(secret.bytes());
        }
        return any;
    }
}
