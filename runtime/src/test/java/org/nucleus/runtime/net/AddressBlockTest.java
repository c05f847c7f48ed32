package org.nucleus.runtime.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;

final class AddressBlockTest {
    @Test
    void holdsWhatBeginsAlike() throws Exception {
        assertThat(AddressBlock.of("10.1.0.0/16").holds(InetAddress.getByName("10.1.2.3")))
                .isTrue();
        assertThat(AddressBlock.of("10.1.0.0/16").holds(InetAddress.getByName("10.2.0.1")))
                .isFalse();
        assertThat(AddressBlock.of("10.0.0.7").holds(InetAddress.getByName("10.0.0.7"))).isTrue();
        assertThat(AddressBlock.of("10.0.0.7").holds(InetAddress.getByName("10.0.0.6"))).isFalse();
        assertThat(AddressBlock.of("fd00::/8").holds(InetAddress.getByName("fd12::1"))).isTrue();
        assertThat(AddressBlock.of("::/0").holds(InetAddress.getByName("10.0.0.7"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "1.2.3.4.5"})
    void readsNothingElse(String text) {
        assertThatThrownBy(() -> AddressBlock.of(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
