package org.nucleus.collector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventUrlsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://lms.example.edu/courses/77 | https://lms.example.edu/courses/77",
                "https://h/a?access_token=x&verifier=y&per_page=50 | https://h/a?per_page=50",
                "https://h/a?page=2&amp;x=1&amp;include[]=user |"
                    + " https://h/a?page=2&amp;include[]=user",
                "https://h/a?include%5B%5D=user&sig=x | https://h/a?include%5B%5D=user",
                "https://h/a?page=2;token=x&page=3?token=y | https://h/a?page=2&page=3",
                "https://h/a[1]?b[]=2 | https://h/a[1]",
                "https://h/a#access_token=x | https://h/a",
                "https://h/#/a?token=x | https://h/",
                "https://h?token=x | https://h",
                "https://user:pass@h/a@b | https://h/a@b",
                "https://h/feeds/calendars/user_key.ics | https://h/feeds/",
                "https://h/a%2FFeeds%2Fkey | https://h/a%2FFeeds%2F",
                "https://h/newsfeeds/1 | https://h/newsfeeds/1",
                "https://h/feeds | https://h/feeds",
                "https://h/a;jsessionid=1F/b?x=y | https://h/a/b",
                "/courses/77?verifier=x | /courses/77",
                "urn:uuid:1 | urn:uuid:1",
            })
    void keepsSchemeHostAndPathAndPaging(String url, String cleaned) {
        assertThat(EventUrls.clean(url)).isEqualTo(cleaned);
    }

    @Test
    void cleansEveryAddressInsideOfAText() {
        assertThat(
                        EventUrls.cleanAll(
                                "<a href=\"https://h/a?k=1\">see</a> http://h/b?page=1&k=2 and"
                                        + " webcal://h/feeds/key.ics"))
                .isEqualTo(
                        "<a href=\"https://h/a\">see</a> http://h/b?page=1 and"
                                + " webcal://h/feeds/");
        String plain = "no address? none";
        assertThat(EventUrls.cleanAll(plain)).isSameAs(plain);
    }
}
