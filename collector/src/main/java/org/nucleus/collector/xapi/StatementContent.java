package org.nucleus.collector.xapi;

import com.fasterxml.jackson.core.JsonParser;

import org.nucleus.collector.json.Slice;
import org.nucleus.model.ActorId;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a valid statement says, less what may differ between two copies of it (xAPI 1.0.3 Data
 * 2.3.1): what the node sets ({@code id}, {@code stored}, {@code authority}, {@code version},
 * {@code timestamp}), {@code display} of verbs, definitions of Activities, spelling of time zones,
 * order of names and of Group members, case of uuids and e-mail domains, one Activity or an array
 * of one. Durations compare as text. Off the hot path: it builds a tree.
 *
 * @param canonical one text for all copies
 * @param timestamp the statement's timestamp in UTC, or ""
 */
public record StatementContent(String canonical, String timestamp) {
    private static final Set<String> NOT_SAID =
            Set.of("id", "stored", "authority", "version", "timestamp");

    /** The content of a statement that the reader accepted, also in its stored form. */
    public static StatementContent of(Slice statement) {
        return of(statement, ignored -> false);
    }

    /** Like {@link #of}, without the attachments that are signatures (Data 2.6). */
    static StatementContent unsigned(Slice statement) {
        return of(statement, StatementContent::signature);
    }

    private static StatementContent of(Slice statement, Predicate<CanonicalJson> left) {
        try (JsonParser parser =
                StatementReader.JSON.createParser(
                        statement.bytes(), statement.from(), statement.length())) {
            parser.nextToken();
            CanonicalJson tree = CanonicalJson.read(parser);
            SortedMap<String, CanonicalJson> members = members(tree);
            String timestamp =
                    members.get("timestamp") instanceof CanonicalJson.Text text
                            ? moment(text.value())
                            : "";
            members.keySet().removeAll(NOT_SAID);
            if (members.get("attachments") instanceof CanonicalJson.Elements attachments
                    && attachments.list().removeIf(left)
                    && attachments.list().isEmpty()) {
                members.remove("attachments");
            }
            return new StatementContent(statement(tree).written(), timestamp);
        } catch (IOException e) {
            throw new UncheckedIOException("the statement was valid JSON", e);
        }
    }

    /** Whether both say the same. */
    public boolean sameAs(StatementContent other) {
        return canonical.equals(other.canonical);
    }

    /** Whether this, if signed, signs the other: the same, and no other timestamp. */
    boolean signs(StatementContent other) {
        return sameAs(other)
                && (timestamp.isEmpty()
                        || other.timestamp.isEmpty()
                        || timestamp.equals(other.timestamp));
    }

    /** Content and timestamp in one text: what tells statements without an id apart. */
    String dedupeKey() {
        return timestamp + canonical;
    }

    private static CanonicalJson statement(CanonicalJson tree) {
        SortedMap<String, CanonicalJson> members = members(tree);
        change(members, "actor", StatementContent::object);
        change(members, "verb", verb -> only(verb, "id"));
        change(members, "object", StatementContent::object);
        change(members, "context", StatementContent::context);
        change(members, "timestamp", time -> text(time, StatementContent::moment));
        change(members, "attachments", list -> each(list, StatementContent::attachment));
        return tree;
    }

    /** An actor, or the object of a statement. */
    private static CanonicalJson object(CanonicalJson tree) {
        SortedMap<String, CanonicalJson> members = members(tree);
        CanonicalJson type = members.get("objectType");
        String name =
                type instanceof CanonicalJson.Text text
                        ? text.value()
                        : members.containsKey("id") ? "Activity" : "Agent";
        members.put("objectType", new CanonicalJson.Text(name));
        return switch (name) {
            case "Activity" -> only(tree, "id");
            case "StatementRef" -> reference(tree);
            case "SubStatement" -> statement(tree);
            default -> actor(tree);
        };
    }

    private static CanonicalJson actor(CanonicalJson tree) {
        SortedMap<String, CanonicalJson> members = members(tree);
        change(members, "mbox", mbox -> text(mbox, ActorId::mbox));
        change(members, "mbox_sha1sum", StatementContent::lowerCase);
        change(members, "member", list -> sorted(each(list, StatementContent::object)));
        return tree;
    }

    private static CanonicalJson context(CanonicalJson tree) {
        SortedMap<String, CanonicalJson> members = members(tree);
        change(members, "registration", StatementContent::lowerCase);
        change(members, "instructor", StatementContent::object);
        change(members, "team", StatementContent::object);
        change(members, "statement", StatementContent::reference);
        change(members, "contextAgents", list -> each(list, StatementContent::related));
        change(members, "contextGroups", list -> each(list, StatementContent::related));
        change(
                members,
                "contextActivities",
                activities -> {
                    members(activities).replaceAll((name, value) -> activities(value));
                    return activities;
                });
        return tree;
    }

    private static CanonicalJson activities(CanonicalJson tree) {
        CanonicalJson list =
                tree instanceof CanonicalJson.Elements
                        ? tree
                        : new CanonicalJson.Elements(new ArrayList<>(List.of(tree)));
        return each(list, activity -> only(activity, "id"));
    }

    private static CanonicalJson related(CanonicalJson tree) {
        SortedMap<String, CanonicalJson> members = members(tree);
        change(members, "agent", StatementContent::object);
        change(members, "group", StatementContent::object);
        return tree;
    }

    private static CanonicalJson reference(CanonicalJson tree) {
        change(members(tree), "id", StatementContent::lowerCase);
        return tree;
    }

    private static CanonicalJson attachment(CanonicalJson tree) {
        change(members(tree), "sha2", StatementContent::lowerCase);
        return tree;
    }

    private static boolean signature(CanonicalJson attachment) {
        return members(attachment).get("usageType") instanceof CanonicalJson.Text type
                && type.value().equals(Attachment.SIGNATURE);
    }

    private static CanonicalJson lowerCase(CanonicalJson tree) {
        return text(tree, text -> text.toLowerCase(Locale.ROOT));
    }

    /** The moment in UTC, or the text itself if it is no timestamp. */
    private static String moment(String timestamp) {
        return Timestamps.parse(timestamp).map(Object::toString).orElse(timestamp);
    }

    private static CanonicalJson only(CanonicalJson tree, String name) {
        return Optional.ofNullable(members(tree).get(name)).orElse(tree);
    }

    private static CanonicalJson text(CanonicalJson tree, UnaryOperator<String> change) {
        return tree instanceof CanonicalJson.Text text
                ? new CanonicalJson.Text(change.apply(text.value()))
                : tree;
    }

    private static CanonicalJson each(CanonicalJson tree, UnaryOperator<CanonicalJson> change) {
        if (tree instanceof CanonicalJson.Elements elements) {
            elements.list().replaceAll(change);
        }
        return tree;
    }

    private static CanonicalJson sorted(CanonicalJson tree) {
        if (tree instanceof CanonicalJson.Elements elements) {
            elements.list().sort(Comparator.comparing(CanonicalJson::written));
        }
        return tree;
    }

    private static void change(
            Map<String, CanonicalJson> members, String name, UnaryOperator<CanonicalJson> change) {
        members.computeIfPresent(name, (ignored, value) -> change.apply(value));
    }

    /** The members of an object, to change; none if it is no object. */
    private static SortedMap<String, CanonicalJson> members(CanonicalJson tree) {
        return tree instanceof CanonicalJson.Members members ? members.byName() : new TreeMap<>();
    }
}
