package org.nucleus.collector.caliper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A type of event: its actions, and what its object and the generated entity are. Follows the event
 * appendices of Caliper 1.1 (B) and 1.2.
 *
 * @param term its name on the wire
 * @param actions its actions; empty when it takes any
 * @param objects types its object may have; empty when any
 * @param generated types the generated entity may have; empty when any
 * @param era which versions define it
 */
record EventType(
        String term,
        Set<String> actions,
        List<EntityType> objects,
        List<EntityType> generated,
        Era era) {
    private static final Map<String, EventType> BY_TERM = new HashMap<>();

    static {
        // term and era : actions : objects : generated; nothing for any
        """
        Event : : :
        AnnotationEvent : Bookmarked Highlighted Shared Tagged : DigitalResource : Annotation
        AssessmentEvent : Paused Reset Restarted Resumed Started Submitted : Assessment : Attempt
        AssessmentItemEvent : Completed Skipped Started : AssessmentItem : Attempt Response
        AssignableEvent : Activated Completed Deactivated Reviewed Started Submitted \
            : AssignableDigitalResource Attempt : Attempt
        ForumEvent : Subscribed Unsubscribed : Forum :
        GradeEvent : Graded : Attempt : Score Result
        MediaEvent : ChangedResolution ChangedSize ChangedSpeed ChangedVolume ClosedPopout \
            DisabledCloseCaptioning DisabledClosedCaptioning EnabledCloseCaptioning \
            EnabledClosedCaptioning Ended EnteredFullScreen ExitedFullScreen ForwardedTo JumpedTo \
            Muted OpenedPopout Paused Restarted Resumed Rewound Started Unmuted : MediaObject :
        MessageEvent : MarkedAsRead MarkedAsUnRead MarkedAsUnread Posted : Message :
        NavigationEvent : NavigatedTo : :
        SessionEvent : LoggedIn LoggedOut TimedOut : SoftwareApplication Session :
        ThreadEvent : MarkedAsRead MarkedAsUnRead MarkedAsUnread : Thread :
        ToolUseEvent : Used : SoftwareApplication :
        ViewEvent : Viewed : :
        OutcomeEvent- : Graded : Attempt : Result Score
        ReadingEvent- : : DigitalResource :
        FeedbackEvent+ : Commented Ranked : : Comment Rating
        QuestionnaireEvent+ : Started Submitted : Questionnaire : Attempt
        QuestionnaireItemEvent+ : Completed Skipped Started : QuestionnaireItem : Attempt Response
        ResourceManagementEvent+ : Archived Copied Created Deleted Described Downloaded Modified \
            Printed Published Restored Retrieved Saved Unpublished Uploaded : :
        SearchEvent+ : Searched : : SearchResponse
        SurveyEvent+ : OptedIn OptedOut : Survey :
        SurveyInvitationEvent+ : Accepted Declined Sent : SurveyInvitation :
        ToolLaunchEvent+ : Launched Returned : SoftwareApplication :
        """
                .lines()
                .map(line -> line.split(":", -1))
                .forEach(EventType::define);
    }

    /** The type of that term, or null. */
    static EventType named(String term) {
        return BY_TERM.get(term);
    }

    /** Whether events of this type may be done by that action. */
    boolean takes(String action) {
        return actions.isEmpty() || actions.contains(action);
    }

    private static void define(String[] columns) {
        String marked = columns[0].strip();
        String term = marked.replaceAll("[+-]$", "");
        BY_TERM.put(
                term,
                new EventType(
                        term,
                        Terms.words(columns[1]),
                        types(columns[2]),
                        types(columns[3]),
                        Era.marked(marked)));
    }

    private static List<EntityType> types(String terms) {
        return Terms.list(terms).stream().map(EntityType::named).toList();
    }
}
