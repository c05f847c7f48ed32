package org.nucleus.collector.caliper;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The closed vocabularies of Caliper 1.1 (appendices A, E and F, extension profiles) and 1.2
 * (appendices): a term outside them needs a context of the sender's own.
 */
final class Terms {
    /** Actions, in every spelling that the specification's texts and contexts use. */
    static final Set<String> ACTIONS =
            words(
                    """
                    Abandoned Accepted Activated Added Archived Attached Bookmarked
                    ChangedResolution ChangedSize ChangedSpeed ChangedVolume Classified
                    ClosedPopout Commented Completed Copied Created Deactivated Declined Deleted
                    Described DisabledClosedCaptioning DisabledCloseCaptioning Disliked Downloaded
                    EnabledClosedCaptioning EnabledCloseCaptioning Ended EnteredFullScreen
                    ExitedFullScreen ForwardedTo Graded Hid Highlighted Identified JumpedTo
                    Launched Liked Linked LoggedIn LoggedOut MarkedAsRead MarkedAsUnread
                    MarkedAsUnRead Modified Muted NavigatedTo OpenedPopout OptedIn OptedOut Paused
                    Posted Printed Published Questioned Ranked Recommended Removed Reset Restarted
                    Restored Resumed Retrieved Returned Reviewed Rewound Saved Searched Sent
                    Shared Showed Skipped Started Submitted Subscribed Tagged TimedOut Unmuted
                    Unpublished Unsubscribed Uploaded Used Viewed
                    """);

    /** The actions of {@link #ACTIONS} that 1.1 has only in an extension profile's context. */
    static final Set<String> EXTENSION_ACTIONS =
            words(
                    """
                    Accepted Archived Copied Declined Downloaded OptedIn OptedOut Printed Published
                    Restored Returned Saved Sent Unpublished Uploaded
                    """);

    /** Profiles of 1.2. */
    static final Set<String> PROFILES =
            words(
                    """
                    AnnotationProfile AssessmentProfile AssignableProfile FeedbackProfile
                    ForumProfile GeneralProfile GradingProfile MediaProfile ReadingProfile
                    ResourceManagementProfile SearchProfile SessionProfile SurveyProfile
                    ToolLaunchProfile ToolUseProfile
                    """);

    static final Set<String> ROLES =
            words(
                    """
                    Administrator ContentDeveloper Instructor Learner Manager Member Mentor Officer
                    Administrator#Administrator Administrator#Developer
                    Administrator#ExternalDeveloper Administrator#ExternalSupport
                    Administrator#ExternalSystemAdministrator Administrator#Support
                    Administrator#SystemAdministrator
                    ContentDeveloper#ContentDeveloper ContentDeveloper#ContentExpert
                    ContentDeveloper#ExternalContentExpert ContentDeveloper#Librarian
                    Instructor#ExternalInstructor Instructor#Grader Instructor#GuestInstructor
                    Instructor#Instructor Instructor#Lecturer Instructor#PrimaryInstructor
                    Instructor#SecondaryInstructor Instructor#TeachingAssistant
                    Instructor#TeachingAssistantGroup Instructor#TeachingAssistantOffering
                    Instructor#TeachingAssistantSection Instructor#TeachingAssistantTemplate
                    Learner#ExternalLearner Learner#GuestLearner Learner#Learner
                    Learner#NonCreditLearner
                    Manager#AreaManager Manager#CourseCoordinator Manager#ExternalObserver
                    Manager#Manager Manager#Observer
                    Member#Member
                    Mentor#Advisor Mentor#Auditor Mentor#ExternalAdvisor Mentor#ExternalAuditor
                    Mentor#ExternalLearningFacilitator Mentor#ExternalMentor
                    Mentor#ExternalReviewer Mentor#ExternalTutor Mentor#LearningFacilitator
                    Mentor#Mentor Mentor#Reviewer Mentor#Tutor
                    Officer#Chair Officer#Secretary Officer#Treasurer Officer#Vice-Chair
                    """);

    static final Set<String> STATUSES = words("Active Inactive");

    static final Set<String> METRICS =
            words(
                    """
                    AssessmentsPassed AssessmentsSubmitted MinutesOnTask SkillsMastered
                    StandardsMastered UnitsCompleted UnitsPassed WordsRead
                    """);

    static final Set<String> IDENTIFIER_TYPES =
            words(
                    """
                    AccountUserName CaseItemUri EmailAddress LisSourcedId LtiContextId LtiDeploymentId
                    LtiPlatformId LtiToolId LtiUserId OneRosterSourcedId Other SisSourcedId SystemId
                    """);

    private Terms() {}

    /** Words separated by white space, as a set. */
    static Set<String> words(String text) {
        return Set.copyOf(list(text));
    }

    /** Words separated by white space, in order. */
    static List<String> list(String text) {
        return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }
}
