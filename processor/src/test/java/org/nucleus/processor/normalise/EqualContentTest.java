package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.model.Format;

/** What the processor takes for the same statement is what the collector takes for it. */
final class EqualContentTest {
    private static final String LIVE =
            """
            {"id": "1B9D6BCD-BBFD-4B2D-9B5D-AB8DFBBD4BED",
             "actor": {"mbox": "mailto:ada@Example.edu"},
             "verb": {"id": "https://example.org/met"},
             "object": {"id": "https://example.org/lab"},
             "result": {"duration": "PT1.1237S"},
             "context": {"registration": "1827B565-96E1-4BF1-A5FE-3A47BEE256A0",
                         "instructor": {"mbox_sha1sum": "EBD31E95054C018B10727CCFFD2EF2EC3A016EE9"},
                         "team": {"objectType": "Group", "member": [
                             {"mbox": "mailto:b@example.edu"}, {"mbox": "mailto:c@example.edu"}]},
                         "contextActivities": {"parent": {"id": "https://example.org/course"}},
                         "statement": {"objectType": "StatementRef",
                                       "id": "5EDFE605-0c7d-4f6b-952a-df535c226bd5"}},
             "attachments": [{"usageType": "https://example.org/usage", "display": {"en": "Note"},
                              "contentType": "text/plain", "length": 5,
                              "sha2": "%s"}]}
            """
                    .formatted("0123456789ABCDEF".repeat(4));

    private static final String EXPORTED =
            """
            {"id": "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
             "actor": {"objectType": "Agent", "mbox": "mailto:ada@example.edu"},
             "verb": {"id": "https://example.org/met", "display": {"en": "met"}},
             "object": {"objectType": "Activity", "id": "https://example.org/lab",
                        "definition": {"name": {"en": "Lab"}}},
             "result": {"duration": "PT1.12S"},
             "context": {"registration": "1827b565-96e1-4bf1-a5fe-3a47bee256a0",
                         "instructor": {"objectType": "Agent",
                             "mbox_sha1sum": "ebd31e95054c018b10727ccffd2ef2ec3a016ee9"},
                         "team": {"objectType": "Group", "member": [
                             {"objectType": "Agent", "mbox": "mailto:c@example.edu"},
                             {"objectType": "Agent", "mbox": "mailto:b@example.edu"}]},
                         "contextActivities": {"parent": [
                             {"objectType": "Activity", "id": "https://example.org/course"}]},
                         "statement": {"objectType": "StatementRef",
                                       "id": "5edfe605-0c7d-4f6b-952a-df535c226bd5"}},
             "timestamp": "2026-10-06T09:14:07.318Z",
             "stored": "2026-10-06T09:14:07.318Z",
             "authority": {"objectType": "Agent", "mbox": "mailto:lrs@example.edu"},
             "version": "1.0.0",
             "attachments": [{"usageType": "https://example.org/usage", "display": {"en": "Note"},
                              "contentType": "text/plain", "length": 5,
                              "sha2": "%s"}]}
            """
                    .formatted("0123456789abcdef".repeat(4));

    private static final String SUB =
            """
            {"actor": {"mbox": "mailto:ada@example.edu"},
             "verb": {"id": "https://example.org/planned"},
             "object": {"objectType": "SubStatement",
                        "actor": {"mbox": "mailto:b@example.edu"},
                        "verb": {"id": "https://example.org/visit"},
                        "object": {"id": "https://example.org/site"},
                        "timestamp": "2026-10-06T09:14:07+02:00"}}
            """;

    @Test
    void aStatementAsAnotherLrsExportsItIsTheLiveOne() {
        assertThat(content(EXPORTED)).isEqualTo(content(LIVE));
    }

    @Test
    void theZoneOfASubStatementIsSpelling() {
        assertThat(content(SUB.replace("09:14:07+02:00", "07:14:07.000Z"))).isEqualTo(content(SUB));
        assertThat(content(SUB.replace("+02:00", "Z"))).isNotEqualTo(content(SUB));
    }

    @ParameterizedTest
    @CsvSource({
        "PT1.1237S, PT1.13S",
        "ada@Example.edu, Ada@Example.edu",
        "https://example.org/met, https://example.org/left",
        "0123456789ABCDEF0, 1123456789ABCDEF0",
        "1827B565, 2827B565"
    })
    void aStatementThatSaysSomethingElseIsAnother(String part, String other) {
        assertThat(content(LIVE.replace(part, other))).isNotEqualTo(content(LIVE));
    }

    private static long content(String statement) {
        return Received.normalised(Format.XAPI, statement).content();
    }
}
