package org.nucleus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.regex.Pattern;

final class SourceDetailTest {
    private final PrometheusMeterRegistry metrics =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SourceDetail detail = new SourceDetail(10);

    @Test
    void aThousandSourcesHaveNoMoreSeriesThanTenAndTheRestAndTheSumIsTheSame() {
        for (int i = 0; i < 1000; i++) {
            count("s" + i, i);
        }
        count("none", 3);
        String all = metrics.scrape();
        String bounded = bounded();

        assertThat(series(bounded)).isEqualTo(2 * 12);
        assertThat(sum(bounded)).isEqualTo(sum(all)).isEqualTo(2 * (999 * 1000 / 2 + 3));
        assertThat(bounded)
                .contains("source=\"s999\"", "source=\"s990\"", "source=\"none\"")
                .contains("stage=\"collect\",tenant=\"other\"} ")
                .doesNotContain("source=\"s989\"");
        assertThat(bounded.lines().filter(line -> line.startsWith("#")))
                .containsExactlyElementsOf(
                        all.lines().filter(line -> line.startsWith("#")).toList());
        assertThat(detail.bound(all, Optional.of("s5"))).contains("source=\"s5\"");
        assertThat(sum(detail.bound(all, Optional.of("s5")))).isEqualTo(sum(all));
    }

    @Test
    void aSourceKeepsItsSeriesUntilAnotherHasDoneTwiceAsMuch() {
        for (int i = 0; i < 10; i++) {
            count("first" + i, 100);
        }
        bounded();
        count("later", 200);
        assertThat(bounded()).doesNotContain("source=\"later\"");
        count("later", 1);
        assertThat(bounded()).contains("source=\"later\"");
        assertThat(series(bounded())).isEqualTo(2 * 11);
    }

    @Test
    void fewSourcesAreToldAsTheyAre() {
        count("a", 1);
        count("b", 0);
        metrics.counter("nucleus.collector.refusals", "kind", "rate").increment();
        assertThat(bounded()).isEqualTo(metrics.scrape());
    }

    private void count(String source, int events) {
        Metrics.events(metrics, "collect", "t1", source, "accepted").increment(events);
        Metrics.events(metrics, "normalise", "t1", source, "accepted").increment(events);
    }

    private String bounded() {
        return detail.bound(metrics.scrape(), Optional.empty());
    }

    private static long series(String text) {
        return text.lines().filter(line -> line.startsWith("nucleus_events_total{")).count();
    }

    private static long sum(String text) {
        Pattern last = Pattern.compile(" (?=\\S+$)");
        return (long)
                text.lines()
                        .filter(line -> line.startsWith("nucleus_events_total{"))
                        .mapToDouble(line -> Double.parseDouble(last.split(line)[1]))
                        .sum();
    }
}
