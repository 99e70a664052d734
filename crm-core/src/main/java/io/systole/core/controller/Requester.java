package io.systole.core.controller;

import io.systole.core.membership.NodeName;

/** Who waits for the answer to a request that the DC works on. */
sealed interface Requester {
    /** A client of the DC's own node. */
    record Local(long number) implements Requester {}

    /** A client of another node. */
    record Remote(NodeName node, long id) implements Requester {}
}
