package org.nucleus.runtime.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.runtime.settings.SettingsLoader;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class OutboundHostsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.100.100.200",
                "192.0.0.192",
                "168.63.129.16",
                "224.0.0.1",
                "255.255.255.255",
                "localhost",
                "[::]",
                "[::1]",
                "[fe80::1]",
                "[fec0::1]",
                "[fd00:ec2::254]",
                "[ff02::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:a9fe:a9fe]",
                "[::ffff:0:10.0.0.1]",
                "[::10.0.0.1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b:1::1]",
                "[2002:7f00:1::]",
                "[2001:0:7f00:1::]",
                "[2001:db8::1]"
            })
    void forbidsWhatIsNotPublic(String host) {
        assertThat(OutboundHosts.PUBLIC.reach(URI.create("https://" + host + ":8443/jwks")))
                .isEqualTo(OutboundHosts.Reach.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "168.63.129.17",
                "[2606:4700::1111]",
                "[::ffff:8.8.8.8]",
                "[64:ff9b::808:808]",
                "[2002:808:808::]"
            })
    void permitsWhatIsPublic(String host) {
        assertThat(OutboundHosts.PUBLIC.reach(URI.create("https://" + host + "/jwks")))
                .isEqualTo(OutboundHosts.Reach.PERMITTED);
    }

    @Test
    void permitsWhatAnOperatorAllowsAndNothingBeside() {
        OutboundHosts hosts = new OutboundHosts(Set.of("LocalHost", "[::1]", "10.0.0.1"));

        for (String host : List.of("localhost", "LOCALHOST.", "[::1]", "10.0.0.1")) {
            assertThat(hosts.reach(URI.create("http://" + host + "/")))
                    .as(host)
                    .isEqualTo(OutboundHosts.Reach.PERMITTED);
        }
        assertThat(hosts.reach(URI.create("http://127.0.0.1/")))
                .isEqualTo(OutboundHosts.Reach.FORBIDDEN);
    }

    @Test
    void cannotTellOfAHostThatIsNotFound() {
        assertThat(OutboundHosts.PUBLIC.reach(URI.create("https://nowhere.invalid/")))
                .isEqualTo(OutboundHosts.Reach.UNKNOWN);
        assertThat(OutboundHosts.PUBLIC.reach(URI.create("mailto:ada@example.org")))
                .isEqualTo(OutboundHosts.Reach.FORBIDDEN);
    }

    @Test
    void readsItsSetting() {
        SettingsLoader loader = new SettingsLoader(List.of(OutboundHosts.GROUP), Map.of());
        SettingsLoader.Loaded loaded =
                (SettingsLoader.Loaded)
                        loader.load(
                                Map.of("outbound.allowed.hosts", "a.internal, 10.0.0.1"),
                                Map.of(),
                                Map.of());

        assertThat(OutboundHosts.from(loaded.settings()).allowed())
                .containsExactlyInAnyOrder("a.internal", "10.0.0.1");
    }
}
