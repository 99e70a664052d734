package io.systole.core.controller;

import io.systole.core.peer.PeerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a member was told that has stood still. It may be of a time before the DC gave this node up, and is not done until the DC has
 * confirmed an echo that this node said after it had woken: then it counts on this node now.
 */
final class Withheld {
    private final Duration since;
    private final List<PeerMessage> messages = new ArrayList<>();
    private long firstEcho;

    /** What was withheld until an earlier pause ended stays so, in its order. */
    Withheld(Duration since, List<PeerMessage> before) {
        this.since = since;
        messages.addAll(before);
    }

    /** When this node woke. */
    Duration since() {
        return since;
    }

    void add(PeerMessage message) {
        messages.add(message);
    }

    List<PeerMessage> messages() {
        return messages;
    }

    /** This node has answered that beat. */
    void echoed(long sequence) {
        firstEcho = firstEcho == 0 ? sequence : firstEcho;
    }

    boolean confirmedBy(PeerMessage.Beat beat) {
        return firstEcho != 0 && beat.heard() >= firstEcho;
    }
}
