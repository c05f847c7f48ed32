package org.nucleus.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanvasPeopleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT =
            "'root_account_id':'31410000000000001','root_account_uuid':'oak'";

    @ParameterizedTest
    @CsvSource({
        "1041, 31410000000001041",
        "31410000000001041, 31410000000001041",
        "3141~1041, 31410000000001041",
        "412~17342, 4120000000017342",
        "70000000000207, 70000000000207",
        "-33, -33",
        "1~, 1~",
        "~1, ~1",
        "self, self",
        "9999999999999999999999, 9999999999999999999999",
    })
    void anIdIsMadeGlobalOrStays(String sent, String id) {
        assertThat(account(ROOT).global(sent)).isEqualTo(id);
    }

    @Test
    void idsMayBeTextOrNumbers() {
        CanvasAccount account = account(ROOT);

        assertThat(account.id("course", json("77")))
                .isEqualTo("canvas:oak:course:31410000000000077");
        assertThat(account.id("course", json("'77'")))
                .isEqualTo("canvas:oak:course:31410000000000077");
        for (String none :
                new String[] {"null", "''", "true", "{}", "[1]", "'" + "1".repeat(201) + "'"}) {
            assertThat(account.id("course", json(none))).as(none).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'root_account_id':'31410000000000001','root_account_uuid':'oak' | oak |"
                        + " 31410000000000000",
                "'root_account_id':31410000000000001 | 31410000000000001 | 31410000000000000",
                "'root_account_id':'3141~1' | 3141~1 | 31410000000000000",
                "'root_account_id':'1','root_account_lti_guid':'g' | 1 | 0",
                "'root_account_lti_guid':'g' | g | 0",
                "'root_account_uuid':'','root_account_id':'odd' | odd | 0",
                "'producer':'canvas' | lms-1 | 0",
            })
    void anyPartOfTheRootAccountMayBeMissing(String metadata, String key, long shard) {
        assertThat(account(metadata)).isEqualTo(new CanvasAccount(key, shard));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "logged_in | 'user_id':'7' | {} | 7 | true | - | - | -",
                "logged_in | 'producer':'canvas' | {} | platform | false | - | - | -",
                "logged_in | 'user_id':'7','real_user_id':'9' | {} | 9 | true | 7 | - | 7",
                "logged_in | 'user_id':'7','real_user_id':'7' | {} | 7 | true | - | - | -",
                "logged_in | 'real_user_id':'9' | {} | 9 | true | - | - | -",
                "submission_created | 'producer':'canvas' | {'user_id':'5'} | 5 | false | - | - |"
                        + " -",
                "submission_created | 'user_id':'5' | {'user_id':5} | 5 | true | - | - | -",
                "submission_created | 'user_id':'5','real_user_id':'9' | {'user_id':'5'} | 9 | true"
                        + " | 5 | - | 5",
                "submission_created | 'user_id':'7' | {} | 7 | true | - | - | -",
                "enrollment_created | 'user_id':'7' | {'user_id':'5'} | 5 | false | - | 7 | -",
                "enrollment_updated | 'user_id':'7','real_user_id':'9' | {'user_id':'5'} | 5 |"
                        + " false | - | 9 | 7",
                "course_progress | 'job_id':'1' | {'user':{'id':'5'}} | 5 | false | - | - | -",
                "group_membership_created | 'user_id':'7' | {'user_id':'5'} | 5 | false | - | 7 |"
                        + " -",
                "course_grade_change | 'user_id':'7' | {'user_id':'5'} | 5 | false | - | 7 | -",
                "discussion_entry_created | 'user_id':'7' | {'user_id':'5'} | 7 | true | - | - | -",
                "discussion_entry_created | 'job_id':'1' | {'user_id':'5'} | 5 | false | - | - | -",
                "conversation_message_created | 'job_id':'1' | {'author_id':'5'} | 5 | false | - |"
                        + " - | -",
                "grade_change | 'user_id':'7' | {'student_id':'5','user_id':'6'} | 7 | true | 5 | -"
                        + " | -",
                "grade_change | 'user_id':'7' | {'student_id':null,'user_id':'6'} | 7 | true | 6 |"
                        + " - | -",
                "grade_change | 'user_id':'5' | {'student_id':'5'} | 5 | true | - | - | -",
                "grade_change | 'job_id':'1' | {'student_id':'5','grader_id':'7'} | platform |"
                        + " false | 5 | 7 | -",
                "grade_change | 'user_id':'7' | {'student_id':'5','grader_id':'7'} | 7 | true | 5 |"
                        + " - | -",
                "grade_change | 'user_id':'7' | {'student_id':'5','grader_id':'-3'} | 7 | true | 5"
                        + " | - | -",
                "grade_change | 'user_id':'7' | {'student_id':'5','grader_id':null} | 7 | true | 5"
                        + " | - | -",
                "grade_change | 'user_id':'7','real_user_id':'9' |"
                        + " {'student_id':'5','grader_id':'7'} | 9 | true | 5 | - | 7",
                "grade_override | 'user_id':'7' | {'user_id':'5'} | 7 | true | 5 | - | -",
                "submission_updated | 'user_id':'7' | {'user_id':'5'} | 7 | true | 5 | - | -",
            })
    void everybodyHasTheirPart(
            String name,
            String metadata,
            String body,
            String actor,
            boolean sender,
            String learner,
            String by,
            String impersonated) {
        assertThat(people(name, metadata, body))
                .isEqualTo(
                        new CanvasPeople(
                                user(actor),
                                !actor.equals("platform"),
                                sender,
                                user(learner),
                                user(by),
                                user(impersonated)));
    }

    @Test
    void anOutcomeIsOfSomebodyKnownByUuid() {
        CanvasPeople people =
                people("learning_outcome_result_created", "'user_id':'7'", "{'user_uuid':'u-1'}");

        assertThat(people.actor()).isEqualTo("canvas:oak:user-uuid:u-1");
        assertThat(people.by()).isEqualTo(user("7"));
    }

    private static String user(String id) {
        return switch (id) {
            case "-" -> null;
            case "platform" -> "canvas:oak:platform";
            default -> "canvas:oak:user:3141000000000000" + id;
        };
    }

    private static CanvasPeople people(String name, String metadata, String body) {
        JsonNode around = json("{" + ROOT + "," + metadata + "}");
        return CanvasPeople.of(name, around, json(body), CanvasAccount.of(around, "lms-1"));
    }

    private static CanvasAccount account(String metadata) {
        return CanvasAccount.of(json("{" + metadata + "}"), "lms-1");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
