package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.model.content.StatementContent;

class StatementContentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /id                              | "00000000-0000-4000-8000-000000000001"
                    /id                              | -
                    /stored                          | -
                    /authority                       | {"mbox": "mailto:other@example.edu"}
                    /version                         | "1.0.0"
                    /timestamp                       | "2020-01-01T00:00:00Z"
                    /verb/display                    | {"fr": "a répondu"}
                    /verb/display                    | -
                    /object/definition               | -
                    /object/objectType               | -
                    /actor/objectType                | -
                    /context/instructor/objectType   | "Agent"
                    /context/instructor/mbox         | "mailto:t@EXAMPLE.edu"
                    /context/registration            | "1827B565-96E1-4BF1-A5FE-3A47BEE256A0"
                    /context/contextActivities/parent   | [{"id": "https://lms.example.edu/quizzes/8"}]
                    /context/contextActivities/grouping | {"id": "https://lms.example.edu/courses/7", "definition": {}}
                    /context/team/member             | [{"mbox_sha1sum": "EBD31E95054C018B10727CCFFD2EF2EC3A016EE9"}, {"openid": "https://ada.example.org/"}]
                    /result/duration                 | "PT48.2599S"
                    /context/statement/id            | "5EDFE605-0C7D-4F6B-952A-DF535C226BD5"
                    /attachments/0/length            | 6
                    /attachments/0/sha2              | "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789abcdef"
                    /result/score/scaled             | 5.00e-1
                    /result/score/max                | 4.0
                    """)
    void ignoresWhatTwoCopiesMayDifferIn(String pointer, String value) {
        assertThat(content(Statements.edited(Statements.FULL, pointer, value)))
                .matches(content(Statements.FULL)::sameAs);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /actor/account/name          | "u-2"
                    /actor/account/name          | "U-1"
                    /verb/id                     | "https://example.org/other"
                    /object/id                   | "https://lms.example.edu/items/4"
                    /result/score/scaled         | 0.75
                    /result/success              | false
                    /result/duration             | "PT48.26S"
                    /result/extensions           | {}
                    /context/instructor/mbox     | "mailto:T@example.edu"
                    /context/platform            | "other"
                    /context/contextActivities/other | [{"id": "urn:x:2"}]
                    /context/extensions/https:~1~1example.org~1y | "Z"
                    /attachments/0/sha2          | "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                    /attachments                 | -
                    """)
    void tellsWhatSaysSomethingElse(String pointer, String value) {
        assertThat(content(Statements.edited(Statements.FULL, pointer, value)))
                .matches(other -> !other.sameAs(content(Statements.FULL)));
    }

    @Test
    void ignoresTheZoneOfASubStatementButNotItsMoment() {
        String moved =
                Statements.edited(Statements.SUB, "/object/timestamp", "\"2026-10-06T07:14:07Z\"");
        String later =
                Statements.edited(Statements.SUB, "/object/timestamp", "\"2026-10-06T07:14:08Z\"");

        assertThat(content(moved).sameAs(content(Statements.SUB))).isTrue();
        assertThat(content(later).sameAs(content(Statements.SUB))).isFalse();
    }

    @Test
    void isTheSameForTheStoredForm() {
        String stored =
                Statements.edited(
                        Statements.edited(
                                Statements.FULL, "/stored", "\"2026-11-21T00:00:00.000Z\""),
                        "/authority",
                        "{\"mbox\":\"mailto:node@example.org\"}");

        assertThat(content(stored).sameAs(content(Statements.FULL))).isTrue();
    }

    @Test
    void holdsNumbersAndTextsThatHaveNoOtherPlace() {
        String odd =
                Statements.LEAST.replace(
                        "/o\"}",
                        "/o\"},\"result\":{\"extensions\":{\"urn:x:y\":"
                                + "[\"\\ud800\",\"\\u0000\\\"\\\\\",true,null,{},[]]}}");
        String huge =
                Statements.LEAST.replace(
                        "/o\"}", "/o\"},\"result\":{\"extensions\":{\"urn:x:y\":1e99999999999}}");

        assertThat(content(odd).canonical())
                .contains("[\"\\ud800\",\"\\u0000\\\"\\\\\",true,null,{},[]]");
        assertThat(content(huge).canonical()).contains("1e99999999999");
    }

    private static StatementContent content(String json) {
        return StatementContents.of(Statements.slice(json));
    }
}
