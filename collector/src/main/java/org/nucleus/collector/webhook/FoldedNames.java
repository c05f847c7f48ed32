package org.nucleus.collector.webhook;

import org.nucleus.model.AddressName;

/** {@link AddressName#folded} of the names that senders use. */
final class FoldedNames {
    static final NameMemo<String> MEMO = new NameMemo<>(AddressName::folded);

    private FoldedNames() {}
}
