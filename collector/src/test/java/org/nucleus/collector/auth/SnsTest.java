package org.nucleus.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

final class SnsTest {
    private final SettableClock clock = new SettableClock("2027-01-01T00:00:00Z");
    private final List<String> asked = new ArrayList<>();
    private boolean down;
    private final Fetch host =
            uri -> {
                asked.add(uri.toString());
                return down
                        ? CompletableFuture.failedFuture(new IOException("down"))
                        : CompletableFuture.completedFuture(document(uri));
            };
    private final Sns sns = new Sns(host, new SnsHost(""), clock);

    private static byte[] document(URI uri) {
        if (uri.getPath().contains("signer-cert")) {
            return Signed.resource("/xapi/signer-cert.pem");
        }
        return uri.getPath().endsWith(".pem")
                ? Signed.resource("/webhook/sns-demo-cert.pem")
                : new byte[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhook/sns-v1.json", "/webhook/sns-v2.json"})
    void takesPublishedMessages(String path) {
        byte[] message = Signed.resource(path);

        assertThat(judge(message)).isInstanceOf(Verdict.Genuine.class);
        assertThat(judge(message)).isInstanceOf(Verdict.Genuine.class);
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void refusesEveryChangedMemberAndSignature(String version) {
        String good = Signed.sns(version, notification());
        assertThat(judge(good)).isInstanceOf(Verdict.Genuine.class);

        for (String value : notification().values()) {
            if (!value.equals("Notification")) {
                assertThat(judge(good.replace("\"" + escaped(value), "\"x" + escaped(value))))
                        .isEqualTo(Verdict.REFUSED);
            }
        }
        int signature = good.indexOf("\"Signature\":\"") + 13;
        int end = good.indexOf('"', signature);
        for (int at = signature; at < end; at++) {
            for (int bit = 0; bit < 7; bit++) {
                assertThat(judge(Signed.flipped(good, at, bit)))
                        .isNotInstanceOf(Verdict.Genuine.class);
            }
        }
        String other = version.equals("1") ? "2" : "1";
        for (String wrong : new String[] {other, "3", ""}) {
            assertThat(
                            judge(
                                    good.replace(
                                            "\"SignatureVersion\":\"" + version,
                                            "\"SignatureVersion\":\"" + wrong)))
                    .isEqualTo(Verdict.REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.org/signer-cert.pem",
                "https://sns.eu-west-1.amazonaws.com.evil.example.org/signer-cert.pem",
                "https://sns.eu-west-1.amazonaws.com@evil.example.org/signer-cert.pem",
                "https://x@sns.eu-west-1.amazonaws.com/signer-cert.pem",
                "https://sns.eu-west-1.amazonaws.com:8443/signer-cert.pem",
                "http://sns.eu-west-1.amazonaws.com/signer-cert.pem",
                "https://s3.eu-west-1.amazonaws.com/signer-cert.pem",
                "https://sns.a.b.amazonaws.com/signer-cert.pem",
                "file:///signer-cert.pem",
                "::",
                "",
            })
    void asksNoOtherHost(String url) {
        Map<String, String> forged = notification();
        String message =
                Signed.sns("2", forged)
                        .replace("https://sns.eu-west-1.amazonaws.com/signer-cert.pem", url);

        assertThat(judge(message)).isEqualTo(Verdict.REFUSED);
        String subscription = Signed.sns("2", subscription(url.isEmpty() ? "x" : url));
        assertThat(judge(subscription)).isEqualTo(Verdict.REFUSED);
        assertThat(asked)
                .allMatch(one -> one.equals("https://sns.eu-west-1.amazonaws.com/signer-cert.pem"));
    }

    @Test
    void confirmsASignedSubscriptionAtThePinnedHost() {
        String url = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t";

        assertThat(judge(Signed.sns("1", subscription(url)))).isEqualTo(Verdict.HANDLED);
        assertThat(asked).contains(url);
        asked.clear();
        assertThat(
                        judge(
                                Signed.sns("1", subscription(url))
                                        .replace("\"Token\":\"t", "\"Token\":\"u")))
                .isEqualTo(Verdict.REFUSED);
        assertThat(asked).isEmpty();
    }

    @Test
    void takesTheEndOfASubscriptionWithoutAskingForAnother() {
        Map<String, String> members =
                subscription("https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription");
        members.put("Type", "UnsubscribeConfirmation");

        assertThat(judge(Signed.sns("2", members))).isEqualTo(Verdict.HANDLED);
        assertThat(asked).hasSize(1);
    }

    @Test
    void cannotTellWhileTheHostIsDown() {
        down = true;
        assertThat(judge(Signed.sns("2", notification()))).isEqualTo(Verdict.UNAVAILABLE);
    }

    @Test
    void refusesACertificateThatIsNotValidNow() {
        clock.set(java.time.Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(judge(Signed.sns("2", notification()))).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void passesWhatIsNoMessageOfSns() {
        for (String other : new String[] {"{\"detail\":{}}", "", "{\"TopicArn\":\"x\"}"}) {
            assertThat(judge(other)).isInstanceOf(Verdict.Genuine.class);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesWhatMentionsATopicAndCannotBeRead() {
        assertThat(judge("{\"TopicArn\":\"x\"")).isEqualTo(Verdict.REFUSED);
        assertThat(judge("{\"TopicArn\":\"x\",\"TopicArn\":\"y\"}")).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void asksTheStandInOfATestInPlaceOfTheHost() {
        Sns atTest = new Sns(host, new SnsHost("http://127.0.0.1:9"), clock);

        assertThat(settled(atTest.judge(Signed.resource("/webhook/sns-v2.json"))))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(asked).containsExactly("http://127.0.0.1:9/SimpleNotificationService-demo.pem");
    }

    private static Map<String, String> notification() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("Message", "{\"detail\":{}}");
        members.put("MessageId", "m-1");
        members.put("Subject", "s-1");
        members.put("Timestamp", "2026-10-06T11:30:01.612Z");
        members.put("TopicArn", "arn:aws:sns:eu-west-1:111122223333:chime");
        members.put("Type", "Notification");
        return members;
    }

    private static Map<String, String> subscription(String url) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("Message", "You have chosen to subscribe");
        members.put("MessageId", "m-1");
        members.put("SubscribeURL", url);
        members.put("Timestamp", "2026-10-06T11:30:01.612Z");
        members.put("Token", "t");
        members.put("TopicArn", "arn:aws:sns:eu-west-1:111122223333:chime");
        members.put("Type", "SubscriptionConfirmation");
        return members;
    }

    private static String escaped(String value) {
        return value.replace("\"", "\\\"");
    }

    private Verdict judge(String body) {
        return judge(body.getBytes(StandardCharsets.UTF_8));
    }

    private Verdict judge(byte[] body) {
        return settled(sns.judge(body));
    }

    private static Verdict settled(Verdict verdict) {
        return verdict instanceof Verdict.Later later
                ? later.verdict().toCompletableFuture().join()
                : verdict;
    }
}
