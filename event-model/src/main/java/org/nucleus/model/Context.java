package org.nucleus.model;

import java.util.List;

/**
 * Around what it happened; any part may be null, {@code parents} may be empty.
 *
 * @param registration xAPI registration (uuid)
 * @param session session the actor was in
 * @param course IRI of the course
 * @param meeting id of the meeting instance
 * @param platform the system it happened on
 * @param language RFC 5646 tag
 * @param parents ids of the activities or entities directly above the object
 * @param group team or group the actor acted in, canonical id
 * @param role the actor's role as sent, e.g. {@code Learner}
 * @param learner canonical id of whom it is about, where that is not the actor
 * @param by canonical id of who caused it, where that is not the actor
 */
public record Context(
        String registration,
        String session,
        String course,
        String meeting,
        String platform,
        String language,
        List<String> parents,
        String group,
        String role,
        String learner,
        String by) {
    /** Nothing is known of the surroundings. */
    public static final Context NONE =
            new Context(null, null, null, null, null, null, List.of(), null, null, null, null);

    public Context {
        parents = List.copyOf(parents);
    }

    /** The same in another course. */
    public Context inCourse(String other) {
        return new Context(
                registration,
                session,
                other,
                meeting,
                platform,
                language,
                parents,
                group,
                role,
                learner,
                by);
    }

    /** The same about another learner. */
    public Context about(String other) {
        return new Context(
                registration,
                session,
                course,
                meeting,
                platform,
                language,
                parents,
                group,
                role,
                other,
                by);
    }
}
