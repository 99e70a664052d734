package io.systole.core.cib;

/** Which generation of the CIB format this program speaks. */
public final class CibFormat {
    /** The feature set that we announce to agents, tools and peers ({@code crm_feature_set}). */
    public static final String FEATURE_SET = "3.20.5";
    /** The schema name written into new CIBs. */
    public static final String SCHEMA = "pacemaker-4.0";

    private CibFormat() {}
}
