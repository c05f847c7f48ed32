package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

class AcceptedStatementTest {
    @Test
    void keepsTheClientsBytes() {
        String json = Statements.FULL.strip();

        assertThat(Statements.accepted(" [ " + json + "\n]").bytes().copy())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(json);
    }

    @Test
    void getsAnIdWhereItGivesNeitherIdNorTimestamp() {
        assertThat(Statements.accepted(Statements.LEAST).id()).isEqualTo(Statements.RANDOM);
    }

    @Test
    void recognisesAResendWithTimestampButNoId() {
        String timed =
                Statements.edited(Statements.LEAST, "/timestamp", "\"2026-10-06T09:14:07Z\"");
        String again =
                Statements.edited(
                        Statements.LEAST, "/timestamp", "\"2026-10-06T11:14:07.0+02:00\"");
        String later =
                Statements.edited(Statements.LEAST, "/timestamp", "\"2026-10-06T09:14:08Z\"");

        assertThat(Statements.accepted(again).id()).isEqualTo(Statements.accepted(timed).id());
        assertThat(Statements.accepted(later).id()).isNotEqualTo(Statements.accepted(timed).id());
        assertThat(
                        Statements.accepted(
                                        Statements.reader()
                                                .read(
                                                        Statements.slice(timed),
                                                        XapiVersion.V1_0_3,
                                                        "source-2"))
                                .get(0)
                                .id())
                .isNotEqualTo(Statements.accepted(timed).id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            textBlock =
                    """
                    {"mbox": "mailto:Ada@Example.EDU"}                                  => mailto:Ada@example.edu
                    {"mbox_sha1sum": "EBD31E95054C018B10727CCFFD2EF2EC3A016EE9"}        => mbox_sha1sum:ebd31e95054c018b10727ccffd2ef2ec3a016ee9
                    {"openid": "https://ada.example.org/"}                              => openid:https://ada.example.org/
                    {"account": {"name": "u-1", "homePage": "https://lms.example.edu"}} => account:https://lms.example.edu|u-1
                    {"objectType": "Group", "mbox": "mailto:g@example.edu"}             => mailto:g@example.edu
                    {"objectType": "Group", "member": [{"mbox": "mailto:b@example.edu"}]} => anonymous:00000000-0000-4000-8000-0000000000aa
                    """)
    void namesTheActorAsSubject(String actor, String subject) {
        String json = Statements.edited(Statements.LEAST, "/actor", actor);

        assertThat(Statements.accepted(json).subject()).isEqualTo(subject);
    }

    @Test
    void declaresAttachmentsOfTheStatementAndItsSubStatement() {
        String attachments = Statements.tree(Statements.FULL).at("/attachments").toString();
        String json = Statements.edited(Statements.SUB, "/object/attachments", attachments);

        assertThat(Statements.accepted("[" + json + "]").attachments())
                .containsExactly(
                        new Attachment(
                                "/0/object/attachments/0",
                                "https://example.org/usage",
                                "text/plain",
                                5,
                                "0123456789abcdef".repeat(4),
                                true));
    }
}
