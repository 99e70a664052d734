package io.systole.core.cib;

/** Which generation of the CIB format this program speaks. */
public final class CibFormat {
    /** The feature set that we announce to agents, tools and peers ({@code crm_feature_set}). */
    public static final String FEATURE_SET = "3.20.5";
    /**
     * Attribute of {@code lrm_resource}: the call id of the last successful start, once a promotion or demotion has taken the place of its
     * entry. A failure before it is past, which the entries alone do not tell. Ours; Pacemaker has nothing like it.
     */
    public static final String STARTED_BY = "started-by-call";
    /** The schema name written into new CIBs. */
    public static final String SCHEMA = "pacemaker-4.0";

    private CibFormat() {}
}
