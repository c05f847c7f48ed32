package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.collector.auth.SampleSources;
import org.nucleus.collector.auth.Signed;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;

import java.util.List;
import java.util.stream.Stream;

/** What a checksum is over where a proxy stands in front. */
final class ForwardingTest {
    private static final String SECRET = "demo-bbb-shared-secret-0001";
    private static final String FORM = "event=x&timestamp=1&domain=d";

    /** The address as registered, up to the path, and what a proxy tells of it. */
    private static final List<List<String>> TOLD =
            List.of(
                    List.of(
                            "https://c.example.org",
                            "Forwarded",
                            "for=1.2.3.4;Proto=https;Host=\"c.example.org\""),
                    List.of("http://c.example.org", "Forwarded", "host=c.example.org, host=inner"),
                    List.of("https://c.example.org", "X-Forwarded-Host", "c.example.org, inner"),
                    List.of(
                            "https://c.example.org:8443",
                            "X-Forwarded-Host",
                            "c.example.org",
                            "X-Forwarded-Port",
                            "8443"),
                    List.of(
                            "https://c.example.org",
                            "X-Forwarded-Host",
                            "c.example.org",
                            "X-Forwarded-Port",
                            "443"),
                    List.of(
                            "https://c.example.org/nucleus",
                            "X-Forwarded-Host",
                            "c.example.org",
                            "X-Forwarded-Prefix",
                            "/nucleus/"));

    @Test
    void takesTheWordOfProxiesThatTheSettingNames() {
        try (RunningCollector collector = behind("10.0.0.7, 127.0.0.0/8")) {
            for (List<String> told : TOLD) {
                assertThat(status(collector, told)).as(told.toString()).isEqualTo(200);
            }
        }
    }

    @Test
    void takesNobodyElsesWord() {
        try (RunningCollector collector = behind("10.0.0.7, ::1")) {
            for (List<String> told : TOLD) {
                assertThat(status(collector, told)).as(told.toString()).isEqualTo(403);
            }
        }
    }

    private static RunningCollector behind(String proxies) {
        return RunningCollector.with(
                tenant ->
                        List.of(
                                SampleSources.of(
                                        tenant,
                                        tenant + "-bbb",
                                        Format.BBB,
                                        Scheme.CHECKSUM,
                                        SECRET)),
                "collector.webhook.proxies",
                proxies);
    }

    private static int status(RunningCollector collector, List<String> told) {
        String path = "/webhooks/" + collector.tenant() + "-bbb";
        String sum = Signed.sum("SHA-256", told.getFirst() + path, FORM, SECRET);
        String[] headers =
                Stream.concat(
                                Stream.of("Content-Type", "application/x-www-form-urlencoded"),
                                told.stream().skip(1))
                        .toArray(String[]::new);
        return Http.send("POST", collector.url(path + "?checksum=" + sum), FORM, headers)
                .statusCode();
    }
}
