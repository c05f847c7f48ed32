package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Actor;
import org.nucleus.model.Context;
import org.nucleus.model.EventObject;
import org.nucleus.model.Result;
import org.nucleus.model.Verb;
import org.nucleus.model.content.StatementContent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One xAPI statement, 1.0.3 or 2.0, as sent, mapped to the one event. */
final class XapiStatement {
    private static final String NATIVE_TYPE = "Statement";
    private static final String CMI5_SESSION =
            "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
    private static final Set<String> COURSES =
            Set.of(Iris.COURSE, "https://w3id.org/xapi/cmi5/activitytype/course");

    private final JsonNode statement;
    private final JsonNode surroundings;
    private final EventDraft draft;
    private String sentObjectType;

    XapiStatement(JsonNode statement, EventDraft draft) {
        this.statement = statement;
        this.surroundings = statement.path("context");
        this.draft = draft;
    }

    Outcome normalise() {
        draft.eventTime(Json.text(statement, "timestamp"), "/timestamp");
        actor();
        object();
        verb();
        result();
        context();
        draft.extensions(surroundings.path("extensions"));
        draft.extensions(statement.path("result").path("extensions"));
        draft.extensions(statement.path("object").path("definition").path("extensions"));
        draft.store(statement);
        return draft.outcome(NATIVE_TYPE, StatementContent.hash(statement));
    }

    private void actor() {
        XapiAgent agent = XapiAgent.of(statement.path("actor"));
        if (!agent.isSomebody()) {
            draft.violation("/actor", "xapi.actor.identifier", "The actor has no identifier.");
            return;
        }
        draft.actor = new Actor(agent.id(draft.eventId()), agent.type(), agent.name());
    }

    private void object() {
        EventObject object = object(statement.path("object"));
        if (object == null) {
            draft.violation("/object", "xapi.object.id", "The object cannot be told.");
            return;
        }
        sentObjectType = object.type();
        draft.object = object;
    }

    private EventObject object(JsonNode object) {
        String objectType = Json.text(object, "objectType");
        return switch (objectType == null ? "Activity" : objectType) {
            case "Activity" -> activity(object);
            case "Agent", "Group" -> agent(XapiAgent.of(object));
            case "StatementRef" -> identified(Json.reference(object, "id"), objectType, null);
            case "SubStatement" -> subStatement(object(object.path("object")));
            default -> null;
        };
    }

    private EventObject activity(JsonNode activity) {
        JsonNode definition = activity.path("definition");
        return identified(
                Json.reference(activity, "id"),
                typeOf(activity),
                LanguageMap.text(definition.path("name"), Json.text(surroundings, "language")));
    }

    private EventObject agent(XapiAgent agent) {
        return agent.isSomebody()
                ? new EventObject(agent.id(draft.eventId()), agent.type(), agent.name())
                : null;
    }

    private static EventObject subStatement(EventObject inner) {
        return inner == null ? null : new EventObject(inner.id(), "SubStatement", inner.name());
    }

    private static EventObject identified(String id, String type, String name) {
        return id == null ? null : new EventObject(id, type, name);
    }

    private static String typeOf(JsonNode activity) {
        return VerbFolding.spelling(Json.text(activity.path("definition"), "type"));
    }

    private void verb() {
        String sent = Json.text(statement.path("verb"), "id");
        if (sent == null) {
            draft.violation("/verb/id", "xapi.verb.id", "The verb has no id.");
            return;
        }
        VerbFolding folded = VerbFolding.of(sent);
        draft.verb = new Verb(folded.verb(), sent);
        if (folded.objectType() != null && draft.object != null) {
            draft.object =
                    new EventObject(draft.object.id(), folded.objectType(), draft.object.name());
        }
        if (folded.emoji() != null) {
            draft.extension(VerbFolding.EMOJI, '"' + folded.emoji() + '"');
        }
    }

    private void result() {
        JsonNode result = statement.path("result");
        if (!result.isObject()) {
            return;
        }
        JsonNode score = result.path("score");
        draft.result =
                new Result(
                        Json.number(score, "raw"),
                        Json.number(score, "min"),
                        Json.number(score, "max"),
                        Json.number(score, "scaled"),
                        Json.flag(result, "success"),
                        Json.flag(result, "completion"),
                        Json.text(result, "duration"),
                        Json.text(result, "response"));
    }

    private void context() {
        JsonNode activities = surroundings.path("contextActivities");
        List<JsonNode> parents = listed(activities.path("parent"));
        String registration = Json.reference(surroundings, "registration");
        draft.context =
                new Context(
                        registration,
                        registration == null
                                ? Json.reference(surroundings.path("extensions"), CMI5_SESSION)
                                : registration,
                        course(listed(activities.path("grouping")), parents),
                        meeting(parents),
                        Json.text(surroundings, "platform"),
                        Json.text(surroundings, "language"),
                        parents.stream()
                                .map(parent -> Json.reference(parent, "id"))
                                .filter(id -> id != null)
                                .toList(),
                        team(),
                        null,
                        null,
                        null);
    }

    /** xAPI 1.0.3 takes a single activity in place of a list of one (Data 2.4.6.2). */
    private static List<JsonNode> listed(JsonNode activities) {
        List<JsonNode> list = new ArrayList<>();
        if (activities.isArray()) {
            activities.forEach(list::add);
        } else if (activities.isObject()) {
            list.add(activities);
        }
        return list;
    }

    private String course(List<JsonNode> grouping, List<JsonNode> parents) {
        List<JsonNode> activities = new ArrayList<>(grouping);
        activities.addAll(parents);
        String course = firstOf(activities, COURSES);
        return course == null && sentObjectType != null && COURSES.contains(sentObjectType)
                ? draft.object.id()
                : course;
    }

    private String meeting(List<JsonNode> parents) {
        return Iris.MEETING.equals(sentObjectType)
                ? draft.object.id()
                : firstOf(parents, Set.of(Iris.MEETING));
    }

    private static String firstOf(List<JsonNode> activities, Set<String> types) {
        for (JsonNode activity : activities) {
            String type = typeOf(activity);
            if (type != null && types.contains(type)) {
                return Json.reference(activity, "id");
            }
        }
        return null;
    }

    private String team() {
        return XapiAgent.of(surroundings.path("team")).identifier().orElse(null);
    }
}
