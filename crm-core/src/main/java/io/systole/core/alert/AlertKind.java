package io.systole.core.alert;

import java.util.EnumSet;
import java.util.Set;

/** What alerts are about. */
public enum AlertKind {
    /** A node has become a member of the cluster, or is none any more. */
    NODE("node", "select_nodes"),
    /** The fencing of a node has ended, well or not. */
    FENCING("fencing", "select_fencing"),
    /** An operation of a resource has ended. */
    RESOURCE("resource", "select_resources"),
    /** A transient node attribute was written. */
    ATTRIBUTE("attribute", "select_attributes");

    private final String word;
    private final String filter;

    AlertKind(String word, String filter) {
        this.word = word;
        this.filter = filter;
    }

    /** The value of {@code CRM_alert_kind}. */
    public String word() {
        return word;
    }

    /** The element of {@code <select>} that asks for this kind. */
    String filter() {
        return filter;
    }

    /** What an alert without {@code <select>} gets: all but attributes. */
    static Set<AlertKind> usual() {
        return EnumSet.of(NODE, FENCING, RESOURCE);
    }
}
