package io.systole.core.fencing;

import java.util.Locale;
import java.util.Optional;

/** What is done to a node. */
public enum FencingAction {
    OFF,
    ON,
    REBOOT;

    /** The word of agents, tools and the CIB. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True if the node is surely down afterwards. */
    public boolean takesDown() {
        return this != ON;
    }

    /** The action of this word. */
    public static Optional<FencingAction> of(String word) {
        for (FencingAction action : values()) {
            if (action.word().equals(word)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
