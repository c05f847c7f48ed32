package org.nucleus.processor.normalise;

import static org.nucleus.processor.normalise.Iris.ACTIVITY_STREAMS;
import static org.nucleus.processor.normalise.Iris.ADL;
import static org.nucleus.processor.normalise.Iris.CLASSROOM;
import static org.nucleus.processor.normalise.Iris.TINCAN;

import java.util.HashMap;
import java.util.Map;

/** What the event types of JaaS mean; a type that is not here is unmapped. */
final class JaasTable {
    private static final String UPLOADED = "https://w3id.org/xapi/netc/verbs/uploaded";

    private static final Map<String, Row> ROWS = rows();

    private JaasTable() {}

    /** Who acts. */
    enum Who {
        /** Nobody: the platform itself. */
        PLATFORM,
        /** The person that {@code data} describes. */
        DATA,
        /** {@code data.user}. */
        USER,
        /** {@code data.participant}. */
        PARTICIPANT,
        /** The only person that the speaking times in {@code data} are of, else the platform. */
        SPEAKER,
        /** {@code data.grantedBy}, else the platform. */
        GRANTER
    }

    /**
     * One row.
     *
     * @param verb its IRI
     * @param who acts
     * @param what it is done to
     */
    record Row(String verb, Who who, What what) {}

    /** What it is done to, and where below the meeting's id that is. */
    enum What {
        MEETING(Iris.MEETING, null),
        POLL(Iris.ADL_TYPES + "cmi.interaction", "polls"),
        RECORDING(ACTIVITY_STREAMS + "video", "recordings"),
        LIVE_STREAM(ACTIVITY_STREAMS + "video", "live-streams"),
        SEGMENT(ACTIVITY_STREAMS + "video", "segments"),
        TRANSCRIPTION(Iris.TINCAN_TYPES + "document", "transcriptions"),
        CHAT(Iris.TINCAN_TYPES + "document", "chats"),
        SCREEN_SHARING(Iris.TINCAN_TYPES + "document", "screen-sharing-histories");

        private final String type;
        private final String folder;

        What(String type, String folder) {
            this.type = type;
            this.folder = folder;
        }

        String type() {
            return type;
        }

        String folder() {
            return folder;
        }
    }

    /** The row of an {@code eventType}, or null. */
    static Row row(String eventType) {
        return ROWS.get(eventType);
    }

    private static Map<String, Row> rows() {
        Map<String, Row> rows = new HashMap<>();
        rows.put("ROOM_CREATED", new Row(ADL + "initialized", Who.PLATFORM, What.MEETING));
        rows.put("ROOM_DESTROYED", new Row(ADL + "terminated", Who.PLATFORM, What.MEETING));
        participants(rows);
        polls(rows);
        recordings(rows);
        uploads(rows);
        for (String call : new String[] {"DIAL_IN", "DIAL_OUT", "SIP_CALL_IN", "SIP_CALL_OUT"}) {
            rows.put(call + "_STARTED", new Row(TINCAN + "called", Who.DATA, What.MEETING));
            rows.put(call + "_ENDED", new Row(ADL + "exited", Who.DATA, What.MEETING));
        }
        return Map.copyOf(rows);
    }

    private static void participants(Map<String, Row> rows) {
        String as = ACTIVITY_STREAMS;
        String talked = TINCAN + "talked-with";
        rows.put("PARTICIPANT_JOINED", new Row(as + "join", Who.DATA, What.MEETING));
        rows.put("PARTICIPANT_LEFT", new Row(as + "leave", Who.DATA, What.MEETING));
        rows.put("PARTICIPANT_JOINED_LOBBY", new Row(as + "request", Who.DATA, What.MEETING));
        rows.put("PARTICIPANT_LEFT_LOBBY", new Row(as + "retract", Who.DATA, What.MEETING));
        rows.put("ROLE_CHANGED", new Row(as + "assign", Who.GRANTER, What.MEETING));
        rows.put("REACTIONS", new Row(CLASSROOM + "reacted", Who.DATA, What.MEETING));
        rows.put("SPEAKER_STATS", new Row(talked, Who.SPEAKER, What.MEETING));
        rows.put("TRANSCRIPTION_CHUNK_RECEIVED", new Row(talked, Who.PARTICIPANT, What.MEETING));
        rows.put("FEEDBACK", new Row(TINCAN + "rated", Who.DATA, What.MEETING));
    }

    private static void polls(Map<String, Row> rows) {
        rows.put("POLL_CREATED", new Row(ADL + "asked", Who.USER, What.POLL));
        rows.put("POLL_ANSWER", new Row(ADL + "answered", Who.USER, What.POLL));
    }

    private static void recordings(Map<String, Row> rows) {
        String start = ACTIVITY_STREAMS + "start";
        String stopped = CLASSROOM + "stopped";
        rows.put("RECORDING_STARTED", new Row(start, Who.PLATFORM, What.RECORDING));
        rows.put("RECORDING_ENDED", new Row(stopped, Who.PLATFORM, What.RECORDING));
        rows.put("LIVE_STREAM_STARTED", new Row(start, Who.PLATFORM, What.LIVE_STREAM));
        rows.put("LIVE_STREAM_ENDED", new Row(stopped, Who.PLATFORM, What.LIVE_STREAM));
    }

    private static void uploads(Map<String, Row> rows) {
        rows.put("RECORDING_UPLOADED", new Row(UPLOADED, Who.PLATFORM, What.RECORDING));
        rows.put("VIDEO_SEGMENT_UPLOADED", new Row(UPLOADED, Who.PLATFORM, What.SEGMENT));
        rows.put("TRANSCRIPTION_UPLOADED", new Row(UPLOADED, Who.PLATFORM, What.TRANSCRIPTION));
        rows.put("CHAT_UPLOADED", new Row(UPLOADED, Who.PLATFORM, What.CHAT));
        rows.put("SCREEN_SHARING_HISTORY", new Row(UPLOADED, Who.PLATFORM, What.SCREEN_SHARING));
    }
}
