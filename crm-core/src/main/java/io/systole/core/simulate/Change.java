package io.systole.core.simulate;

import io.systole.core.scheduler.snapshot.Role;
import java.util.Optional;

/** One line of the transition summary: what becomes of a node or a resource, and why (reference: T-42 to T-52). */
public sealed interface Change {
    /**
     * A node that is fenced.
     *
     * @param action {@code reboot}, {@code off}…
     * @param node which
     * @param holder what a guest node lives in
     * @param reason why
     */
    record Fencing(String action, String node, Optional<String> holder, String reason) implements Change {}

    /**
     * A resource that does not stay as it is.
     *
     * @param kind what happens
     * @param resource its id
     * @param from where it is; empty for nowhere, or if the line does not tell
     * @param to where it will be; empty for nowhere, or if the line does not tell
     * @param role the role it has
     * @param nextRole the role it will have
     * @param reason why; empty if there is nothing to say
     * @param blocked it cannot be done
     */
    record Resource(
            Kind kind,
            String resource,
            Optional<String> from,
            Optional<String> to,
            Role role,
            Role nextRole,
            String reason,
            boolean blocked)
            implements Change {
        /** The same, blocked if that is so. */
        Resource orBlocked(boolean other) {
            return other && !blocked ? new Resource(kind, resource, from, to, role, nextRole, reason, true) : this;
        }
    }

    /** What happens to a resource. */
    enum Kind {
        START("Start"),
        STOP("Stop"),
        RESTART("Restart"),
        RECOVER("Recover"),
        RELOAD("Reload"),
        MOVE("Move"),
        MIGRATE("Migrate"),
        PROMOTE("Promote"),
        DEMOTE("Demote"),
        REPROMOTE("Re-promote");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The word that people read. */
        public String text() {
            return text;
        }
    }
}
