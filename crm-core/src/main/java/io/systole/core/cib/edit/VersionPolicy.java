package io.systole.core.cib.edit;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;

/** Which version a changed CIB gets (controller and status reference, F.3). */
public final class VersionPolicy {
    private VersionPolicy() {}

    /**
     * The changed CIB with its new version: a change of the configuration (also of its order) gives the next epoch and
     * num_updates 0, a change of anything else the next num_updates. Versions raised by hand in {@code after} are the base.
     *
     * @return {@code before} itself if nothing changed
     */
    public static Cib next(Cib before, Cib after) {
        CibVersion base = before.version().compareTo(after.version()) < 0 ? after.version() : before.version();
        if (configurationChanged(before, after)) {
            return after.withVersion(base.nextEpoch());
        }
        return before.equals(after) ? before : after.withVersion(base.nextUpdate());
    }

    /** True if the configuration differs, and not only the status or the attributes of the CIB itself. */
    public static boolean configurationChanged(Cib before, Cib after) {
        return !before.configuration().equals(after.configuration());
    }
}
