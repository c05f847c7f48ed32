package org.nucleus.collector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonRedactionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "x-api-key",
                "api_key",
                "Cookie",
                "set-cookie",
                "X-Jaas-Signature",
                "Signature",
                "checksum",
                "client_ip",
                "ip-address",
                "X-Forwarded-For",
                "forwarded",
                "password",
                "userPassword",
                "session-token",
                "sessionToken",
                "learningDashboardAccessToken",
                "preAuthenticatedLink",
                "moderator-pass",
                "clientSecret",
            })
    void knowsSecretsByName(String name) {
        assertThat(CommonRedaction.isSecretName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "tokens",
                "name",
                "url",
                "zip",
                "signatureCount",
                "passed",
                "checksums"
            })
    void leavesOtherNames(String name) {
        assertThat(CommonRedaction.isSecretName(name)).isFalse();
    }

    @Test
    void cutsAtEveryDepthAndCleansAddresses() throws JsonProcessingException {
        ObjectNode event =
                (ObjectNode)
                        JSON.readTree(
                                """
                                {"a":[{"token":"s","b":{"cookie":["s"],"n":17000000000000000001}}],
                                 "password":{"x":"s"},"list":["https://h/a?s=s",["https://h/feeds/s"]],
                                 "referrer":"/a?s=s","text":"see https://h/?s=s now","ok":null}\
                                """);

        CommonRedaction.apply(event);

        assertThat(event)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"a":[{"b":{"n":17000000000000000001}}],
                                 "list":["https://h/a",["https://h/feeds/"]],
                                 "referrer":"/a","text":"see https://h/ now","ok":null}\
                                """));
    }
}
