package io.systole.core.cib.validate;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibFormat;
import io.systole.core.cib.Element;

/** Whether the CIB is of a kind that this program understands at all (1:S-6, 1:S-9). */
final class GenerationCheck {
    private GenerationCheck() {}

    /** Reports a generation that is not known; true if the grammar is to be used. */
    static boolean grammarApplies(Cib cib, Findings findings) {
        Element root = cib.root();
        String generation = root.get("validate-with");
        if (generation == null) {
            findings.error(root, "validate-with is missing; write validate-with=\"" + CibFormat.SCHEMA + "\"");
        } else if (!CibGeneration.known(generation)) {
            findings.error(root, "generation validate-with=\"" + generation + "\" is not known; known are pacemaker-1.0 to "
                    + CibFormat.SCHEMA + ", and none");
        }
        String features = root.get("crm_feature_set", "0");
        if (newer(features, CibFormat.FEATURE_SET)) {
            findings.error(root, "the CIB was made for feature set " + features + ", which is newer than ours, "
                    + CibFormat.FEATURE_SET + "; use a newer release of Systole");
        }
        return generation != null && CibGeneration.of(generation).isPresent();
    }

    private static boolean newer(String features, String ours) {
        String[] theirs = features.split("\\.");
        String[] own = ours.split("\\.");
        for (int i = 0; i < theirs.length; i++) {
            int difference = number(theirs[i]) - (i < own.length ? number(own[i]) : 0);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return false;
    }

    private static int number(String part) {
        return part.matches("\\d{1,9}") ? Integer.parseInt(part) : 0;
    }
}
