package io.systole.lrm.systemd;

/**
 * What systemd says of a unit.
 *
 * @param id its own name, which a resource may name by an alias
 * @param load {@code LoadState}: loaded, not-found, masked, bad-setting, error …
 * @param loadError why it could not be loaded; empty if it could
 * @param active {@code ActiveState}
 * @param sub {@code SubState}, which depends on the kind of unit
 * @param job the path of the job that is queued or runs for it; empty if there is none
 * @param conditionMet whether the conditions of its last start were met
 * @param outdated whether its files have changed since systemd read them
 */
record UnitState(String id, String load, String loadError, String active, String sub, String job, boolean conditionMet, boolean outdated) {
    /** What a state says about whether the unit is there for its users. */
    enum Activity { UP, MOVING, DOWN }

    /** By {@code ActiveState} alone; a state that we do not know is no reason to believe that it runs. */
    static Activity activity(String active) {
        return switch (active) {
            case "active", "reloading", "refreshing" -> Activity.UP;
            case "activating", "deactivating" -> Activity.MOVING;
            default -> Activity.DOWN;
        };
    }

    Activity activity() {
        return activity(active);
    }

    boolean isMissing() {
        return load.equals("not-found");
    }

    /** For people: {@code active (running)}. */
    String words() {
        return sub.isEmpty() || sub.equals(active) ? active : active + " (" + sub + ")";
    }
}
