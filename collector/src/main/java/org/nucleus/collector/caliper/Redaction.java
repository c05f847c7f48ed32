package org.nucleus.collector.caliper;

import org.nucleus.model.AddressName;

/**
 * Which members never reach the log, wherever in an item they are: LTI message parameters, which
 * hold nonce, name and e-mail, and network addresses of people.
 */
final class Redaction {
    private static final String MESSAGE_PARAMETERS = "messageparameters";

    private Redaction() {}

    /** Whether a member of that name is cut, however it is capitalised or its words are joined. */
    static boolean covers(String name) {
        return AddressName.is(name)
                || (name.length() >= MESSAGE_PARAMETERS.length()
                        && AddressName.folded(name).equals(MESSAGE_PARAMETERS));
    }
}
