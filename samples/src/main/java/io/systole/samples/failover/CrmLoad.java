package io.systole.samples.failover;

import java.time.Duration;

/**
 * How the address of a {@link CrmSubject} is looked after.
 *
 * @param interval of the address's monitor
 * @param instantDetection the meta attribute of this name; only where it is false is it written
 */
record CrmLoad(Duration interval, boolean instantDetection) {
    /** What every comparison has that does not look at this. */
    static final CrmLoad USUAL = new CrmLoad(Duration.ofSeconds(1));

    /** With instant detection, for a program that has it. */
    CrmLoad(Duration interval) {
        this(interval, true);
    }

    CrmLoad withoutInstantDetection() {
        return new CrmLoad(interval, false);
    }

    /** What is added to the name of a program in tables; nothing for what is usual. */
    String words() {
        String detection = instantDetection ? "" : ", instant-detection=false";
        return equals(USUAL) ? "" : ", monitor every " + interval.toSeconds() + " s" + detection;
    }

    String metaAttributes() {
        return instantDetection ? "" : "<meta_attributes id='address-meta'>"
                + "<nvpair id='address-instant' name='instant-detection' value='false'/></meta_attributes>";
    }
}
