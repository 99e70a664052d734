package io.systole.messaging;

import io.systole.core.membership.LinkState;
import io.systole.core.membership.Member;

/** What the listener is to be told, in the order in which it happened. */
sealed interface Happening {
    /** JGroups installed a view. */
    record ViewInstalled(ViewMembers members, boolean merged) implements Happening {}

    /** A message came, sent in the sender's view of this number. */
    record Arrived(MemberAddress from, long sentInView, byte[] message) implements Happening {}

    /** A link to a member was lost or has come back. */
    record LinkChanged(LinkState state) implements Happening {}

    /** A newer daemon of our name is there; the last thing ever told. */
    record Displaced(Member newer) implements Happening {}

    /** The transport was closed; wakes the thread so that it ends. */
    record End() implements Happening {}
}
