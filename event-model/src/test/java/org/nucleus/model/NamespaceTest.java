package org.nucleus.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which objects a namespace grants. */
final class NamespaceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                // authority alone
                "https://lms.example.org https://lms.example.org",
                "https://lms.example.org https://lms.example.org/",
                "https://lms.example.org https://lms.example.org/course/1",
                "https://lms.example.org https://lms.example.org?course=1",
                "https://lms.example.org https://lms.example.org#course",
                "https://lms.example.org/ https://lms.example.org",
                "https://lms.example.org/ https://lms.example.org/a/../b",
                // case and port of the authority
                "https://lms.example.org HTTPS://LMS.Example.ORG/course",
                "https://LMS.example.org/ https://lms.example.org/course",
                "https://lms.example.org https://lms.example.org:443/course",
                "https://lms.example.org: https://lms.example.org/course",
                "http://lms.example.org:80/ http://lms.example.org/course",
                "https://lms.example.org:8443 https://lms.example.org:8443/course",
                "https://ada@lms.example.org https://ada@lms.example.org/x",
                "https://[2001:DB8::1]/ https://[2001:db8::1]/x",
                // path segments
                "https://x.org/course https://x.org/course",
                "https://x.org/course https://x.org/course/1",
                "https://x.org/course https://x.org/course?id=1",
                "https://x.org/course https://x.org/course#1",
                "https://x.org/course/ https://x.org/course/",
                "https://x.org/course/ https://x.org/course/1",
                // percent-encoding
                "https://x.org/course https://x.org/%63ourse/1",
                "https://x.org/%7eada https://x.org/~ada/1",
                "https://x.org/a%2fb https://x.org/a%2Fb/c",
                "https://x.org/kurs/ä https://x.org/kurs/ä/1",
                // query and fragment
                "https://x.org/view?id=5 https://x.org/view?id=5",
                "https://x.org/view?id=5 https://x.org/view?id=5&page=2",
                "https://x.org/view?id= https://x.org/view?id=5",
                "https://x.org/a#b https://x.org/a#b/c",
                // without authority
                "urn:example:course urn:example:course",
                "urn:example:course urn:example:course:1",
                "urn:example:course: urn:example:course:1",
                "urn:example:course URN:EXAMPLE:course:1",
                "tag:example.org,2026 tag:example.org,2026:course",
                "tag:example.org tag:example.org,2026:course",
                "tag:example.org,2026:course tag:example.org,2026:course/1",
                "mailto:ada@example.org mailto:ada@example.org",
                "mailto:ada@example.org mailto:ada@example.org?subject=x",
                "urn:x urn:x:1"
            })
    void grants(String namespace, String iri) {
        assertThat(policy(namespace).grants(iri)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                // other authorities
                "https://lms.example.org https://lms.example.org.evil.example/",
                "https://lms.example.org https://lms.example.orgs/",
                "https://lms.example.org https://lms.example.org@evil.example/",
                "https://lms.example.org https://lms.example.org:x@evil.example/",
                "https://lms.example.org https://lms.example.org:8443/",
                "https://lms.example.org https://lms.example.org\\@evil.example/",
                "https://lms.example.org https://lms.example.org%2eevil.example/",
                "https://lms.example.org https://ada@lms.example.org/",
                "https://ada@lms.example.org https://lms.example.org/",
                "https://lms.example.org https://evil.example/https://lms.example.org/",
                "https://lms.example.org http://lms.example.org/",
                "https://lms.example.org https:lms.example.org/",
                "https://lms.example.org:84 https://lms.example.org:8443/",
                "https://lms. https://lms.example.org/",
                "https:// https://lms.example.org/",
                // other paths
                "https://x.org/course https://x.org/courses/1",
                "https://x.org/course https://x.org/Course/1",
                "https://x.org/course https://x.org/course%2Fother",
                "https://x.org/course/ https://x.org/course",
                "https://x.org/course/ https://x.org/courses/",
                "https://x.org/course/ https://x.org/course/../other",
                "https://x.org/course/ https://x.org/course/%2e%2E/other",
                "https://x.org/course/ https://x.org/course/1/..",
                "https://x.org/course https://x.org/?/course",
                "https://x.org/view?id=5 https://x.org/view?id=55",
                "https://x.org/view?id=5 https://x.org/view",
                "https://x.org/a#b https://x.org/a#bc",
                // without authority
                "urn:example:course urn:example:courses",
                "urn:example urn:example-2:course",
                "urn:example:course urn:example:Course",
                "tag:example.org tag:example.org.evil.example,2026:course",
                "tag:example.org,2026 tag:example.org,2026-01:course",
                "tag:ada tag:ada@example.org,2026:x",
                "mailto:ada@example.org mailto:ada@example.org.evil.example",
                "mailto:ada@example.org mailto:ada@example.org,eve@evil.example",
                "mailto:ada mailto:ada@example.org",
                "urn:x nonsense"
            })
    void grantsNot(String namespace, String iri) {
        assertThat(policy(namespace).grants(iri)).isFalse();
    }

    private static SourcePolicy policy(String namespace) {
        return new SourcePolicy(
                Set.of(),
                List.of("urn:something:else", namespace),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
