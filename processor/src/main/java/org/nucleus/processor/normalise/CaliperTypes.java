package org.nucleus.processor.normalise;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** Which activity type a Caliper entity is. */
final class CaliperTypes {
    /** A question of an assessment or questionnaire. */
    static final String QUESTION = Iris.ADL_TYPES + "question";

    private static final String ANY_MEDIA = Iris.ADL_TYPES + "media";
    private static final String VIDEO = "https://w3id.org/xapi/video/activity-type/video";
    private static final String AUDIO = "https://w3id.org/xapi/audio/activity-type/audio";

    /** Everything that plays. */
    static final Set<String> MEDIA = Set.of(ANY_MEDIA, VIDEO, AUDIO);

    private static final String ASSESSMENT = Iris.ADL_TYPES + "assessment";
    private static final String ASSIGNMENT = Iris.TINCAN_TYPES + "school-assignment";
    private static final String FORUM = Iris.ACROSS_X_TYPES + "online-discussion";
    private static final String THREAD = Iris.TINCAN_TYPES + "discussion";
    private static final String MESSAGE = Iris.ACROSS_X_TYPES + "message";
    private static final String DOCUMENT = Iris.TINCAN_TYPES + "document";
    private static final String APPLICATION = Iris.ACTIVITY_STREAMS + "application";
    private static final String ATTEMPT = Iris.ADL_TYPES + "attempt";
    private static final String WEB_PAGE = Iris.ACROSS_X_TYPES + "webpage";
    private static final String LINK = Iris.ADL_TYPES + "link";

    private static final Map<String, String> BY_ENTITY =
            Map.ofEntries(
                    entry("Assessment", ASSESSMENT),
                    entry("AssessmentItem", QUESTION),
                    entry("AssignableDigitalResource", ASSIGNMENT),
                    entry("Attempt", ATTEMPT),
                    entry("AudioObject", AUDIO),
                    entry("Chapter", Iris.TINCAN_TYPES + "chapter"),
                    entry("Comment", Iris.ACTIVITY_STREAMS + "comment"),
                    entry("CourseOffering", Iris.COURSE),
                    entry("CourseSection", Iris.COURSE),
                    entry("Document", DOCUMENT),
                    entry("Forum", FORUM),
                    entry("Group", Iris.ACTIVITY_STREAMS + "group"),
                    entry("Link", LINK),
                    entry("LtiLink", LINK),
                    entry("MediaObject", ANY_MEDIA),
                    entry("Message", MESSAGE),
                    entry("Organization", Iris.ACTIVITY_STREAMS + "organization"),
                    entry("Page", WEB_PAGE),
                    entry("QuestionnaireItem", QUESTION),
                    entry("SoftwareApplication", APPLICATION),
                    entry("Thread", THREAD),
                    entry("VideoObject", VIDEO),
                    entry("WebPage", WEB_PAGE));

    /** What the object of an event is when its entity does not say it more exactly. */
    private static final Map<String, String> BY_EVENT =
            Map.ofEntries(
                    entry("AssessmentEvent", ASSESSMENT),
                    entry("AssessmentItemEvent", QUESTION),
                    entry("AssignableEvent", ASSIGNMENT),
                    entry("ForumEvent", FORUM),
                    entry("GradeEvent", ATTEMPT),
                    entry("MediaEvent", ANY_MEDIA),
                    entry("MessageEvent", MESSAGE),
                    entry("QuestionnaireItemEvent", QUESTION),
                    entry("ResourceManagementEvent", DOCUMENT),
                    entry("SessionEvent", APPLICATION),
                    entry("ThreadEvent", THREAD),
                    entry("ToolLaunchEvent", APPLICATION),
                    entry("ToolUseEvent", APPLICATION));

    /** Entities that say too little to win over what the event's type says. */
    private static final Set<String> VAGUE =
            Set.of("Agent", "AssignableDigitalResource", "DigitalResource", "Entity");

    private CaliperTypes() {}

    /**
     * IRI of the activity type, or null when nothing tells.
     *
     * @param entityType the entity's type; null when only its IRI was sent
     */
    static String of(String eventType, String entityType) {
        String byEvent = BY_EVENT.get(eventType);
        if (entityType == null || (VAGUE.contains(entityType) && byEvent != null)) {
            return byEvent;
        }
        return BY_ENTITY.getOrDefault(entityType, Iris.CALIPER_TYPES + entityType);
    }
}
