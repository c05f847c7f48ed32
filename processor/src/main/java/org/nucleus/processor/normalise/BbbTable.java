package org.nucleus.processor.normalise;

/**
 * The 43 ids of bbb-webhooks 3: those with a verb; the others ({@code meeting-recording-unhandled},
 * {@code user-audio-unhandled} and the steps of the recording pipeline but its last) are unmapped.
 */
final class BbbTable {
    static final MeetingTable WEBHOOK =
            MeetingTable.of(
                    """
                    meeting-created adl:initialized meeting
                    meeting-ended adl:terminated meeting
                    meeting-recording-started as:start recording
                    meeting-recording-stopped vc:stopped recording
                    meeting-screenshare-started as:share screen
                    meeting-screenshare-stopped as:unshare screen
                    meeting-presentation-changed as:present slides
                    user-joined as:join meeting
                    user-left as:leave meeting
                    user-audio-voice-enabled as:start micro
                    user-audio-voice-disabled vc:stopped micro
                    user-audio-unmuted as:start micro
                    user-audio-muted vc:stopped micro
                    user-cam-broadcast-start as:start camera
                    user-cam-broadcast-end vc:stopped camera
                    user-presenter-assigned as:assign meeting
                    user-presenter-unassigned as:remove meeting
                    user-emoji-changed vc:reacted meeting
                    user-raise-hand-changed vc:reacted meeting
                    chat-group-message-sent ax:posted message
                    transcript-updated tc:talked-with meeting
                    pad-content as:update note
                    poll-started adl:asked poll
                    poll-responded adl:answered poll
                    rap-publish-ended netc:uploaded recording
                    rap-published cal:Published recording
                    rap-unpublished cal:Unpublished recording
                    rap-deleted as:delete recording
                    """);

    private BbbTable() {}
}
