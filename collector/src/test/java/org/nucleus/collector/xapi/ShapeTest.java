package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    IRI | http://adlnet.gov/expapi/verbs/voided
                    IRI | tag:example.org,2026:x
                    IRI | urn:uuid:3e09e130-f6f7-4a3f-b9bd-3b0922006048
                    IRI | https://example.org/é/日本?q=a%20b#f
                    IRI | x-y.z+1:a
                    IRI | HTTP://EXAMPLE.org
                    IRI | https://example.org/?ids[]=1
                    IRI | mailto:a@example.org
                    IRL | https://example.org
                    IRL | http://[::1]:8080/
                    IRL | ftp://example.org/file
                    MAILBOX | mailto:a@example.org
                    MAILBOX | mailto:a.b+c@students.example.edu
                    MAILBOX | mailto:ü@bücher.example
                    SHA1 | ebd31e95054c018b10727ccffd2ef2ec3a016ee9
                    SHA1 | EBD31E95054C018B10727CCFFD2EF2EC3A016EE9
                    UUID | 3e09e130-f6f7-4a3f-b9bd-3b0922006048
                    UUID | 3E09E130-F6F7-4A3F-B9BD-3B0922006048
                    DURATION | P3Y1M29DT4H35M59.14S
                    DURATION | PT16559.14S
                    DURATION | P16559.14S
                    DURATION | P4W
                    DURATION | P3Y
                    DURATION | PT0S
                    DURATION | P0.5Y
                    DURATION | P1M
                    DURATION | PT1M
                    DURATION | P1DT1S
                    DURATION | PT1,5H
                    LANGUAGE | en
                    LANGUAGE | EN-us
                    LANGUAGE | cmn
                    LANGUAGE | zh-Hans-CN
                    LANGUAGE | sr-Latn-RS
                    LANGUAGE | es-419
                    LANGUAGE | zh-cmn-Hans-CN
                    LANGUAGE | sl-rozaj-biske
                    LANGUAGE | de-1996
                    LANGUAGE | de-CH-1996
                    LANGUAGE | en-a-myext-b-another
                    LANGUAGE | x-pirate
                    LANGUAGE | en-x-a-b
                    LANGUAGE | i-klingon
                    LANGUAGE | en-GB-oed
                    LANGUAGE | und
                    LANGUAGE | qaa-Qaaa-QM-x-southern
                    MEDIA_TYPE | text/plain
                    MEDIA_TYPE | text/plain; charset="utf-8"
                    MEDIA_TYPE | application/vnd.example+json;v=1;
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07Z
                    TIMESTAMP_1_0 | 2026-10-06t09:14:07.1z
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07.318+02:00
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07+02
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07-0530
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07
                    TIMESTAMP_1_0 | 2024-02-29T23:59:59.999999999Z
                    TIMESTAMP_1_0 | 2016-12-31T23:59:60Z
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07+00:00
                    TIMESTAMP_2_0 | 2026-10-06T09:14:07Z
                    TIMESTAMP_2_0 | 2026-10-06 09:14:07+00:00
                    TIMESTAMP_2_0 | 2026-10-06T09:14:07.318-11:30
                    """)
    void takesTextsOfItsShape(Shape shape, String text) {
        assertThat(shape.fits(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    IRI | ``
                    IRI | answered
                    IRI | //example.org/x
                    IRI | /a/b
                    IRI | ab=c://should.fail.com
                    IRI | 1http://example.org
                    IRI | http:
                    IRI | :x
                    IRI | https://example.org/a b
                    IRI | https://example.org/<x>
                    IRI | https://example.org/{x}
                    IRI | https://example.org/100%
                    IRI | https://example.org/%zz
                    IRI | https://example.org/a\\b
                    IRL | http:///x
                    IRL | http:x
                    IRL | https:/example.org
                    IRL | https://
                    IRL | HTTPS://?
                    IRL | lms.example.edu
                    MAILBOX | a@example.org
                    MAILBOX | MAILTO:a@example.org
                    MAILBOX | mailto:
                    MAILBOX | mailto:@example.org
                    MAILBOX | mailto:a@
                    MAILBOX | mailto:a
                    MAILBOX | mailto:a@b@c.org
                    MAILBOX | mailto:a b@example.org
                    MAILBOX | mailto:a@example..org
                    MAILBOX | mailto:a@.example.org
                    MAILBOX | mailto:a@example.org.
                    MAILBOX | mailto:a@example.org?subject=x
                    MAILBOX | mailto:a@example.org,b@example.org
                    MAILBOX | mailto:Ada <a@example.org>
                    SHA1 | ebd31e95054c018b10727ccffd2ef2ec3a016ee
                    SHA1 | ebd31e95054c018b10727ccffd2ef2ec3a016eeg
                    SHA2 | ebd31e95054c018b10727ccffd2ef2ec3a016ee9
                    UUID | 3e09e130f6f74a3fb9bd3b0922006048
                    UUID | {3e09e130-f6f7-4a3f-b9bd-3b0922006048}
                    UUID | 3e09e130-f6f7-4a3f-b9bd-3b09220060488
                    UUID | Me09e130-f6f7-4a3f-b9bd-3b0922006048
                    UUID | 3e09e130-f6f7-4a3f-b9bd_3b0922006048
                    UUID | ３e09e130-f6f7-4a3f-b9bd-3b092200604
                    DURATION | P
                    DURATION | PT
                    DURATION | PT2
                    DURATION | P1
                    DURATION | 1Y
                    DURATION | P1H
                    DURATION | PT1Y
                    DURATION | P4W1D
                    DURATION | P1Y4W
                    DURATION | PT1W
                    DURATION | P1M1Y
                    DURATION | P1Y1Y
                    DURATION | PT1.5H30M
                    DURATION | PT1.S
                    DURATION | PT.5S
                    DURATION | P1DT
                    DURATION | -PT1S
                    DURATION | P-1D
                    DURATION | pt1s
                    DURATION | P0003-06-04T12:30:05
                    DURATION | PTT1S
                    LANGUAGE | ``
                    LANGUAGE | e
                    LANGUAGE | en_US
                    LANGUAGE | something
                    LANGUAGE | a12345678
                    LANGUAGE | a12345
                    LANGUAGE | en-
                    LANGUAGE | -en
                    LANGUAGE | en--US
                    LANGUAGE | en-something-AU
                    LANGUAGE | zh-z-aaa-z-bbb-c-ccc
                    LANGUAGE | de-1996-1996
                    LANGUAGE | en-a
                    LANGUAGE | en-x
                    LANGUAGE | x
                    LANGUAGE | en-US-GB
                    LANGUAGE | s-something
                    LANGUAGE | ён
                    MEDIA_TYPE | text
                    MEDIA_TYPE | text/
                    MEDIA_TYPE | /plain
                    MEDIA_TYPE | text/plain; charset
                    MEDIA_TYPE | text/pl ain
                    TIMESTAMP_1_0 | 2026-10-06
                    TIMESTAMP_1_0 | 2026-10-06T09:14Z
                    TIMESTAMP_1_0 | 2026-10-06 09:14:07Z
                    TIMESTAMP_1_0 | 20261006T091407Z
                    TIMESTAMP_1_0 | 2026-13-06T09:14:07Z
                    TIMESTAMP_1_0 | 2026-02-29T09:14:07Z
                    TIMESTAMP_1_0 | 1900-02-29T09:14:07Z
                    TIMESTAMP_1_0 | 2026-04-31T09:14:07Z
                    TIMESTAMP_1_0 | 2026-10-00T09:14:07Z
                    TIMESTAMP_1_0 | 2026-10-06T24:00:00Z
                    TIMESTAMP_1_0 | 2026-10-06T09:60:07Z
                    TIMESTAMP_1_0 | 2026-10-06T09:14:60Z
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07.Z
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07,3Z
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07.601-00
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07.601-0000
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07.601-00:00
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07+24:00
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07+02:60
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07+2:00
                    TIMESTAMP_1_0 | 2026-10-06T09:14:07Zx
                    TIMESTAMP_1_0 | ٢026-10-06T09:14:07Z
                    TIMESTAMP_2_0 | 2026-10-06T09:14:07
                    TIMESTAMP_2_0 | 2026-10-06T09:14:07+02
                    TIMESTAMP_2_0 | 2026-10-06T09:14:07+0200
                    TIMESTAMP_2_0 | 2026-10-06T09:14:07-00:00
                    TIMESTAMP_2_0 | 2026-10-06T09:14:07*02:00
                    """)
    void refusesTextsOfOtherShapes(Shape shape, String text) {
        assertThat(shape.fits(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/\ud800",
                "https://example.org/\udc00x",
                "urn:\u0085",
                "urn:a|b"
            })
    void refusesIrisWithCharactersThatHaveNoPlaceInThem(String text) {
        assertThat(Shape.IRI.fits(text)).isFalse();
    }

    @Test
    void takesIrisBeyondTheBasicPlane() {
        assertThat(Shape.IRI.fits("https://example.org/\ud83d\ude00")).isTrue();
    }
}
