package org.nucleus.collector.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.collector.Samples;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.collector.webhook.canvas.CanvasCodec;
import org.nucleus.collector.xapi.XapiVersion;
import org.nucleus.model.Upload.Mark;
import org.nucleus.model.Violation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class LineReadersTest {
    private static final Instant NOW = Instant.parse("2026-10-15T10:15:00.123Z");

    @Test
    void aStatementIsStoredAsAtItsDoor() {
        String id = Samples.id();
        Item.Good good = good(xapi(Samples.statement(id)));
        assertThat(good.eventId()).isEqualTo(id);
        assertThat(good.formatVersion()).isEqualTo("1.0.3");
        assertThat(text(good)).isEqualTo(Samples.statement(id));
    }

    @Test
    void aStatementThatSaysItIsOfVersionTwoIsReadAsSuchUnlessTheRequestSaysOtherwise() {
        String two = Samples.statement(Samples.id()).replaceFirst("\\{", "{\"version\":\"2.0.0\",");
        assertThat(good(xapi(two)).formatVersion()).isEqualTo("2.0.0");
        assertThat(read(xapi(Optional.of(XapiVersion.V1_0_3)), two, 0).getFirst())
                .isInstanceOf(Item.Bad.class);
    }

    @Test
    void whatIsMissingAnIdGetsTheSameForTheSameContentInTheSamePlaceOnly() {
        String heartbeat = Samples.statement(Samples.id()).replaceFirst("\"id\":\"[^\"]+\",", "");
        String first = ((Item.Good) read(xapi(), heartbeat, 0).getFirst()).eventId();
        assertThat(((Item.Good) read(xapi(), heartbeat, 0).getFirst()).eventId()).isEqualTo(first);
        assertThat(((Item.Good) read(xapi(), heartbeat, 9).getFirst()).eventId())
                .isNotEqualTo(first);
        List<Item> two = read(xapi(), "[" + heartbeat + "," + heartbeat + "]", 0);
        assertThat(two).hasSize(2);
        assertThat(((Item.Good) two.get(0)).eventId())
                .isNotEqualTo(((Item.Good) two.get(1)).eventId());
    }

    @Test
    void aBrokenStatementIsKeptWholeButForAddresses() {
        String broken =
                Samples.statementWithoutActor(Samples.id())
                        .replaceFirst("}$", ",\"clientIp\":{\"v4\":[1]},\"n\":1.10}");
        Item.Bad bad = (Item.Bad) xapi(broken).getFirst();
        assertThat(bad.violations()).extracting(Violation::pointer).contains("/clientIp", "/n");
        assertThat(text(bad)).doesNotContain("clientIp").endsWith("\"n\":1.10}");
        assertThat(text(xapi("{\"id\":").getFirst())).isEqualTo("{\"id\":");
        assertThat(text(xapi("{\"ip\":\"10.0.0.1\"").getFirst())).isEmpty();
    }

    @Test
    void anEnvelopeKeepsItsGoodEventsAndTellsTheBad() {
        String id = Samples.id();
        List<Item> items =
                caliper(
                        Samples.envelope(
                                Samples.eventWithoutActor(Samples.id()), Samples.event(id)));
        assertThat(((Item.Bad) items.get(0)).violations())
                .extracting(Violation::pointer)
                .allMatch(pointer -> pointer.startsWith("/data/0"));
        assertThat(((Item.Good) items.get(1)).eventId()).isEqualTo("urn:uuid:" + id);
    }

    @Test
    void aSingleEventOfEitherVersionIsRead() {
        String id = Samples.id();
        Item.Good newer = good(caliper(Samples.event(id)));
        assertThat(newer.eventId()).isEqualTo("urn:uuid:" + id);
        assertThat(newer.formatVersion()).isEqualTo("v1p2");
        assertThat(text(newer)).isEqualTo(Samples.event(id));
        String older =
                Samples.event(id)
                        .replace("ctx/caliper/v1p2", "ctx/caliper/v1p1")
                        .replace("\"profile\":\"ReadingProfile\",", "");
        assertThat(good(caliper(older)).formatVersion()).isEqualTo("v1p1");
    }

    @Test
    void aBrokenSingleEventIsToldAsSeenFromItself() {
        Item.Bad bad = (Item.Bad) caliper(Samples.eventWithoutActor(Samples.id())).getFirst();
        assertThat(bad.violations()).extracting(Violation::pointer).containsOnly("");
        Item.Bad context =
                (Item.Bad) caliper(Samples.event(Samples.id()).replace("v1p2", "v9")).getFirst();
        assertThat(context.violations())
                .extracting(Violation::pointer)
                .containsExactly("/@context");
    }

    @Test
    void aLineThatIsNoSingleEventCannotPassForSeveral() {
        String one = Samples.event(Samples.id());
        for (String line : List.of(one + "," + one, one + "],\"data\":[" + one, "[]", "7", "{")) {
            assertThat(caliper(line)).as(line).singleElement().isInstanceOf(Item.Bad.class);
        }
    }

    @Test
    void aLineThatIsAnArrayOfPushedEventsIsTakenApart() {
        String event =
                """
                {"metadata":{"event_name":"logged_in","event_time":"2026-11-03T09:00:00.000Z",\
                "request_id":"%s"},"body":{}}\
                """;
        String line = "[" + event.formatted("r-1") + "," + event.formatted("r-2") + "]";
        List<Item> items =
                new WebhookLines("s", new CanvasCodec(false))
                        .read(
                                new Piece.Text(
                                        0, 0, Mark.START, line.getBytes(StandardCharsets.UTF_8)),
                                NOW);

        assertThat(items).hasSize(2).allMatch(Item.Good.class::isInstance);
    }

    @Test
    void aDeliveryIsReadByItsCodecAndNothingIsKeptOfOneThatIsRefused() {
        WebhookCodec codec =
                delivery -> {
                    assertThat(delivery.path()).isEmpty();
                    assertThat(delivery.source()).isEqualTo("s");
                    return delivery.body().length > 2
                            ? new Reading.Taken(
                                    List.of(new Item.Good("e", "m", "raw", delivery.body())))
                            : new Reading.Refused(400, List.of(new Violation("", "r", "m")));
                };
        LineReader reader = new WebhookLines("s", codec);
        assertThat(good(read(reader, "{\"a\":1}", 0)).payload()).hasSize(7);
        assertThat(read(reader, "{}", 0).getFirst().payload()).isEmpty();
    }

    private static List<Item> xapi(String line) {
        return read(xapi(), line, 0);
    }

    private static LineReader xapi() {
        return xapi(Optional.empty());
    }

    private static LineReader xapi(Optional<XapiVersion> version) {
        return new XapiLines("s", version);
    }

    private static List<Item> caliper(String line) {
        return read(new CaliperLines("s"), line, 0);
    }

    private static List<Item> read(LineReader reader, String line, long offset) {
        return reader.read(
                new Piece.Text(1, offset, Mark.START, line.getBytes(StandardCharsets.UTF_8)), NOW);
    }

    private static Item.Good good(List<Item> items) {
        assertThat(items).singleElement().isInstanceOf(Item.Good.class);
        return (Item.Good) items.getFirst();
    }

    private static String text(Item item) {
        return new String(item.payload(), StandardCharsets.UTF_8);
    }
}
