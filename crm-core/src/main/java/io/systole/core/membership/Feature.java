package io.systole.core.membership;

/** Something that may be said to a peer only if its build has come to know it. */
public enum Feature {
    /** A former change of the configuration is taken back by its number. */
    CONFIGURATION_UNDO(2, false, "taking back a change of the configuration"),
    /** A node that is gone for good is forgotten by all. */
    NODE_REMOVAL(2, false, "the removal of a node"),
    /** An update of a node attribute is answered when all members have it. */
    ATTRIBUTE_EVERYWHERE(2, false, "an attribute update that waits for all nodes");

    private final int since;
    private final boolean everywhere;
    private final String text;

    Feature(int since, boolean everywhere, String text) {
        this.since = since;
        this.everywhere = everywhere;
        this.text = text;
    }

    /** The first feature level that has it. */
    public int since() {
        return since;
    }

    /** Whether all members must know it, and not only the DC. */
    public boolean everywhere() {
        return everywhere;
    }

    /** What it is, for people, as the subject of a sentence. */
    public String text() {
        return text;
    }
}
