package io.systole.samples.failover;

import java.time.Duration;

/**
 * What a {@link CrmSubject} runs besides its group, and how the address is looked after.
 *
 * @param interval of the address's monitor
 * @param instantDetection the meta attribute of this name; only where it is false is it written
 * @param crowd how many dummies there are besides; every other one prefers the second node
 */
record CrmLoad(Duration interval, boolean instantDetection, int crowd) {
    /** What every comparison has that does not look at this. */
    static final CrmLoad USUAL = new CrmLoad(Duration.ofSeconds(1));

    /** With instant detection, for a program that has it. */
    CrmLoad(Duration interval) {
        this(interval, true, 0);
    }

    CrmLoad withoutInstantDetection() {
        return new CrmLoad(interval, false, crowd);
    }

    CrmLoad withCrowd(int dummies) {
        return new CrmLoad(interval, instantDetection, dummies);
    }

    /** What is added to the name of a program in tables; nothing for what is usual. */
    String words() {
        if (equals(USUAL)) {
            return "";
        }
        String detection = instantDetection ? "" : ", instant-detection=false";
        return crowd > 0 ? ", " + crowd + " dummies more" : ", monitor every " + interval.toSeconds() + " s" + detection;
    }

    String metaAttributes() {
        return instantDetection ? "" : "<meta_attributes id='address-meta'>"
                + "<nvpair id='address-instant' name='instant-detection' value='false'/></meta_attributes>";
    }
}
