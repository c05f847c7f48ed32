package org.nucleus.processor.normalise;

import java.util.HashMap;
import java.util.Map;

/**
 * Which verb an action is, by the type of its event (Caliper 1.1 and 1.2). An action means the same
 * in most events; {@link #BY_TYPE} holds where it does not.
 */
final class CaliperVerbs {
    private static final Map<String, String> PREFIXES =
            Map.of(
                    "adl", Iris.ADL,
                    "adlw", Iris.ADL_W3ID,
                    "as", Iris.ACTIVITY_STREAMS,
                    "tc", Iris.TINCAN,
                    "ax", Iris.ACROSS_X,
                    "vid", Iris.VIDEO,
                    "isd", "https://w3id.org/xapi/dod-isd/verbs/",
                    "netc", "https://w3id.org/xapi/netc/verbs/");

    private static final Map<String, String> ANYWHERE =
            table(
                    """
                    Abandoned adlw:abandoned
                    Accepted as:accept
                    Added as:add
                    Archived as:archive
                    Attached as:attach
                    Bookmarked tc:bookmarked
                    ChangedResolution adl:interacted
                    ChangedSize adl:interacted
                    ChangedSpeed adl:interacted
                    ChangedVolume adl:interacted
                    ClosedPopout adl:interacted
                    Commented adl:commented
                    Completed adl:completed
                    Created as:create
                    Declined as:deny
                    Deleted as:delete
                    DisabledCloseCaptioning adl:interacted
                    DisabledClosedCaptioning adl:interacted
                    Disliked ax:disliked
                    Downloaded tc:downloaded
                    EnabledCloseCaptioning adl:interacted
                    EnabledClosedCaptioning adl:interacted
                    Ended adl:completed
                    EnteredFullScreen adl:interacted
                    ExitedFullScreen adl:interacted
                    ForwardedTo vid:seeked
                    Graded ax:evaluated
                    JumpedTo vid:seeked
                    Launched adl:launched
                    Liked ax:liked
                    LoggedIn adlw:logged-in
                    LoggedOut adlw:logged-out
                    MarkedAsRead as:read
                    MarkedAsUnRead tc:marked-unread
                    MarkedAsUnread tc:marked-unread
                    Modified as:update
                    Muted adl:interacted
                    NavigatedTo isd:navigated
                    OpenedPopout adl:interacted
                    OptedIn adl:registered
                    OptedOut tc:unregistered
                    Paused adl:suspended
                    Posted ax:posted
                    Ranked tc:rated
                    Removed as:remove
                    Restarted adl:attempted
                    Resumed adl:resumed
                    Retrieved as:access
                    Returned adl:exited
                    Reviewed tc:reviewed
                    Rewound vid:seeked
                    Saved as:save
                    Searched ax:searched
                    Sent as:invite
                    Shared adl:shared
                    Skipped tc:skipped
                    Started adl:initialized
                    Submitted as:submit
                    Subscribed as:follow
                    Tagged as:tag
                    TimedOut adlw:logged-out
                    Unmuted adl:interacted
                    Unsubscribed as:stop-following
                    Uploaded netc:uploaded
                    Used as:use
                    Viewed tc:viewed
                    """);

    private static final Map<String, String> MEDIA =
            table(
                    """
                    Paused vid:paused
                    Resumed vid:played
                    Restarted vid:played
                    """);
    private static final Map<String, String> QUESTION = table("Completed adl:answered");
    private static final Map<String, String> COURSE =
            table(
                    """
                    Activated adl:registered
                    Deactivated tc:unregistered
                    """);
    private static final Map<String, Map<String, String>> BY_TYPE =
            Map.of(
                    "MediaEvent", MEDIA,
                    "AssessmentItemEvent", QUESTION,
                    "QuestionnaireItemEvent", QUESTION);

    private CaliperVerbs() {}

    /**
     * IRI of the verb.
     *
     * @param objectType IRI of the object's type, which decides for the type {@code Event}; or null
     * @param reply whether the object answers another one
     */
    static String of(String eventType, String action, String objectType, boolean reply) {
        if (reply && "Posted".equals(action)) {
            return Iris.TINCAN + "replied";
        }
        Map<String, String> special =
                "Event".equals(eventType)
                        ? byObject(objectType)
                        : BY_TYPE.getOrDefault(eventType, Map.of());
        String verb = special.getOrDefault(action, ANYWHERE.get(action));
        return verb == null ? Iris.CALIPER_ACTIONS + action : verb;
    }

    private static Map<String, String> byObject(String objectType) {
        if (Iris.COURSE.equals(objectType)) {
            return COURSE;
        }
        if (CaliperTypes.QUESTION.equals(objectType)) {
            return QUESTION;
        }
        return CaliperTypes.MEDIA.contains(String.valueOf(objectType)) ? MEDIA : Map.of();
    }

    private static Map<String, String> table(String rows) {
        Map<String, String> verbs = new HashMap<>();
        rows.lines()
                .forEach(
                        row -> {
                            int space = row.indexOf(' ');
                            int colon = row.indexOf(':');
                            verbs.put(
                                    row.substring(0, space),
                                    PREFIXES.get(row.substring(space + 1, colon))
                                            + row.substring(colon + 1));
                        });
        return Map.copyOf(verbs);
    }
}
