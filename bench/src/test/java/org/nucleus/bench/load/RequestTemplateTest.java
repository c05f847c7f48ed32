package org.nucleus.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class RequestTemplateTest {
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final Pattern LEARNER = Pattern.compile("\"name\":\"learner-([0-9]{5})\"");

    @Test
    void everyStatementOfEveryUseHasAnIdOfItsOwn() {
        RequestTemplate template = new RequestTemplate(Plans.closed(8080, 50), 0);
        byte[] request = template.copy();

        template.stamp(request, 0);
        Set<String> first = found(ID, request);
        template.stamp(request, 50);
        Set<String> second = found(ID, request);

        assertThat(first).hasSize(50).doesNotContainAnyElementsOf(second);
        assertThat(second)
                .hasSize(50)
                .allSatisfy(id -> assertThat(UUID.fromString(id)).isNotNull());
    }

    @Test
    void theIdCountsInHexAndTheLearnerInDecimal() {
        RequestTemplate template = new RequestTemplate(Plans.closed(8080, 1), 0);
        byte[] request = template.copy();

        template.stamp(request, 0xABCDEF);

        assertThat(found(ID, request)).containsExactly(Plans.PREFIX + "000000abcdef");
        assertThat(template.firstId(request)).isEqualTo(Plans.PREFIX + "000000abcdef");
        assertThat(found(LEARNER, request))
                .containsExactly("%05d".formatted(0xABCDEFL * 7919 % 20_000));
    }

    @Test
    void stampingChangesNeitherTheLengthNorTheHead() {
        RequestTemplate template = new RequestTemplate(Plans.closed(8080, 2), 0);
        byte[] request = template.copy();

        template.stamp(request, 123_456_789);

        String text = text(request);
        String body = text.substring(text.indexOf("\r\n\r\n") + 4);
        assertThat(text).startsWith("POST /xapi/statements HTTP/1.1\r\n");
        assertThat(text).contains("Content-Length: " + body.length() + "\r\n");
        assertThat(body).startsWith("[{").endsWith("}]");
    }

    private static Set<String> found(Pattern pattern, byte[] request) {
        return pattern.matcher(text(request))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
    }

    private static String text(byte[] request) {
        return new String(request, StandardCharsets.US_ASCII);
    }
}
