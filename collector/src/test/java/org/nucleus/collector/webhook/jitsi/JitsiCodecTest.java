package org.nucleus.collector.webhook.jitsi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.OneEventContract;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.EventId;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

final class JitsiCodecTest implements OneEventContract {
    private static final String ROOM =
            "\"room_name\":\"geo2\",\"room_jid\":\"geo2@muc.meet.example.org\",";
    private static final String CONTEXT =
            """
            "token":"MustVanish","avatar":"https://p.example.org/MustVanish.png",\
            "jwt_token_id":["MustVanish"],"lobby":{"x":"eyJh.eyJb.MustVanish"},"password":"MustVanish"\
            """;
    private static final String CREATED =
            "{\"event_name\":\"muc-room-created\","
                    + ROOM
                    + "\"is_breakout\":false,\"created_at\":1791284400,"
                    + CONTEXT
                    + "}";
    private static final String JOINED =
            "{\"event_name\":\"muc-occupant-joined\","
                    + ROOM
                    + "\"is_breakout\":true,\"breakout_room_id\":\"b-1\",\"occupant\":{"
                    + "\"occupant_jid\":\"7f1@meet.example.org/a\",\"joined_at\":1791284460,"
                    + "\"id\":\"m-7\",\"email\":\"mira@example.org\","
                    + CONTEXT
                    + "}}";
    private static final String LEFT =
            JOINED.replace("muc-occupant-joined", "muc-occupant-left")
                    .replace("\"joined_at\"", "\"joined_at\":1791284460,\"left_at\"")
                    .replace("left_at\":1791284460", "left_at\":1791284999");
    private static final String DESTROYED =
            CREATED.replace("muc-room-created", "muc-room-destroyed")
                    .replace(
                            "\"created_at\"",
                            "\"all_occupants\":[{"
                                    + CONTEXT
                                    + "}],\"destroyed_at\":1791288000,"
                                    + "\"created_at\"");

    private final JitsiCodec codec = new JitsiCodec();

    @Override
    public WebhookCodec codec() {
        return codec;
    }

    @Override
    public List<String> events() {
        return List.of(
                CREATED,
                JOINED,
                LEFT,
                DESTROYED,
                "{\"event_name\":\"muc-something-new\"," + CONTEXT + "}");
    }

    @Test
    void theIdIsOfTypeRoomBreakoutJidAndTime() {
        assertThat(id(CREATED))
                .isEqualTo(of("muc-room-created|geo2@muc.meet.example.org|||1791284400"));
        assertThat(id(DESTROYED))
                .isEqualTo(of("muc-room-destroyed|geo2@muc.meet.example.org|||1791288000"));
        assertThat(id(JOINED))
                .isEqualTo(
                        of(
                                "muc-occupant-joined|geo2@muc.meet.example.org|b-1|"
                                        + "7f1@meet.example.org/a|1791284460"));
        assertThat(id(LEFT))
                .isEqualTo(
                        of(
                                "muc-occupant-left|geo2@muc.meet.example.org|b-1|"
                                        + "7f1@meet.example.org/a|1791284999"));
    }

    @Test
    void withoutATimeTheBytesTellEventsApart() {
        String left = "{\"event_name\":\"muc-occupant-left\"," + ROOM + "\"is_breakout\":false}";
        assertThat(id(left)).isEqualTo(id(left));
        assertThat(id(left)).isNotEqualTo(id(left.replace("false", "true")));
    }

    @Test
    void theRoomKeepsAnInstanceAndItsBreakoutsInOrder() {
        assertThat(OneEventContract.good(codec, CREATED).subject())
                .isEqualTo("geo2@muc.meet.example.org")
                .isEqualTo(OneEventContract.good(codec, JOINED).subject());
    }

    @ParameterizedTest
    @CsvSource({
        "/events/room/created,muc-room-created",
        "/events/room/destroyed,muc-room-destroyed",
        "/events/occupant/joined,muc-occupant-joined",
        "/events/occupant/left/,muc-occupant-left",
        "//events/occupant/left,muc-occupant-left",
    })
    void thePathNamesAnEventThatDoesNotNameItself(String path, String name) {
        String nameless = CREATED.replace("\"event_name\":\"muc-room-created\",", "");
        assertThat(OneEventContract.text(only(path, nameless)))
                .contains("\"event_name\":\"" + name + "\"");
        assertThat(OneEventContract.text(only(path, JOINED)))
                .contains("\"event_name\":\"muc-occupant-joined\"");
        assertThat(OneEventContract.bad(codec, nameless).violations().getFirst().pointer())
                .isEqualTo("/event_name");
    }

    @Test
    void anEventOfNoRoomIsKeptAsFailed() {
        Item.Bad bad = OneEventContract.bad(codec, CREATED.replace("room_jid", "room_jib"));
        assertThat(bad.violations().getFirst().pointer()).isEqualTo("/room_jid");
        assertThat(OneEventContract.text(bad)).doesNotContain(SECRET).contains("room_jib");
    }

    @Test
    void anUnknownTypeIsKeptWhateverIsInIt() {
        Item.Good good = OneEventContract.good(codec, "{\"event_name\":\"muc-poll\"}");
        assertThat(good.subject()).isEqualTo(SOURCE);
    }

    @Test
    void whoLoggedInStays() {
        assertThat(OneEventContract.text(OneEventContract.good(codec, JOINED)))
                .contains("\"id\":\"m-7\"", "\"email\":\"mira@example.org\"");
    }

    private String id(String event) {
        return OneEventContract.good(codec, event).eventId();
    }

    private static String of(String key) {
        return EventId.of(SOURCE, key).toString();
    }

    private Item only(String path, String body) {
        Reading reading =
                codec.read(
                        new Delivery(
                                SOURCE,
                                path,
                                null,
                                body.getBytes(StandardCharsets.UTF_8),
                                Instant.EPOCH));
        return OneEventContract.only(reading);
    }
}
