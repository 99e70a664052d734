package io.systole.core.peer;

import java.util.OptionalLong;

/**
 * A message as it was sent.
 *
 * @param number grows with each message of one daemon; empty if the sender's build does not number them
 */
public record Letter(PeerMessage message, OptionalLong number) {}
