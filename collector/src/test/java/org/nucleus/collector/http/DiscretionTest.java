package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.Samples.envelope;
import static org.nucleus.collector.Samples.event;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.nucleus.collector.RunningCollector;
import org.nucleus.model.Topic;
import org.slf4j.LoggerFactory;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

@Isolated("it hears every log line of this JVM")
final class DiscretionTest {
    private static final String MARK = "MustVanish";
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.nucleus");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private RunningCollector collector;

    @BeforeEach
    void start() {
        lines.start();
        root.addAppender(lines);
        ours.setLevel(Level.DEBUG);
        collector = RunningCollector.start();
    }

    @AfterEach
    void stop() {
        collector.close();
        root.detachAppender(lines);
        ours.setLevel(Level.WARN);
    }

    @Test
    void neitherLogsNorAnswersWithWhatWasSent() {
        String known = id();
        String marked = statement(known).replace("ada@", "ada." + MARK + "@");
        List<HttpResponse<String>> answers = new ArrayList<>();
        answers.add(statements(marked, collector.basic("xapi")));
        answers.add(statements(marked.replace("course/1", "course/2"), collector.basic("xapi")));
        answers.add(statements(marked.replace("mailto:", MARK), collector.basic("xapi")));
        answers.add(statements(marked.replace("}", "}" + MARK), collector.basic("xapi")));
        answers.add(statements("\"" + MARK + "\"", collector.basic("xapi")));
        answers.add(statements(marked, "Bearer " + MARK));
        answers.add(envelopes(envelope(event(MARK)), collector.bearer("caliper")));
        answers.add(envelopes(MARK, collector.bearer("caliper")));
        answers.add(Http.send("GET", collector.url("/" + MARK + "?secret=" + MARK), (byte[]) null));

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsExactly(200, 409, 400, 400, 400, 401, 200, 400, 404);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).doesNotContain(MARK));
        assertThat(lines.list).isNotEmpty();
        assertThat(List.copyOf(lines.list))
                .allSatisfy(line -> assertThat(written(line)).doesNotContain(MARK, secret("xapi")));
    }

    @Test
    void keepsCredentialsOffTheLog() {
        statements(statement(id()), collector.basic("xapi"));

        ConsumerRecord<byte[], byte[]> record = collector.log(Topic.EVENTS_RECEIVED, 1).get(0);
        assertThat(record.value()).asString(StandardCharsets.UTF_8).doesNotContain(secret("xapi"));
        assertThat(record.headers().toArray())
                .extracting(org.apache.kafka.common.header.Header::key)
                .containsExactly("received");
        assertThat(record.headers().lastHeader("received").value())
                .asString(StandardCharsets.UTF_8)
                .doesNotContain(secret("xapi"));
    }

    private String secret(String name) {
        return "s-" + collector.tenant() + "-" + name;
    }

    private static String written(ILoggingEvent line) {
        String thrown =
                line.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(line.getThrowableProxy());
        return line.getFormattedMessage() + line.getKeyValuePairs() + thrown;
    }

    private HttpResponse<String> statements(String body, String authorization) {
        return Http.send(
                "POST",
                collector.url("/xapi/statements"),
                body,
                "Authorization",
                authorization,
                "Content-Type",
                "application/json",
                "X-Experience-API-Version",
                "1.0.3");
    }

    private HttpResponse<String> envelopes(String body, String authorization) {
        return Http.send(
                "POST",
                collector.url("/caliper"),
                body,
                "Authorization",
                authorization,
                "Content-Type",
                "application/json");
    }
}
