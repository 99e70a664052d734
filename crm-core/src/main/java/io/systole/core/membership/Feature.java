package io.systole.core.membership;

/** Something that may be said to a peer only if its build has come to know it. */
public enum Feature {
    /** A former change of the configuration is taken back by its number. */
    CONFIGURATION_UNDO(2, "taking back a change of the configuration"),
    /** A node that is gone for good is forgotten by all. */
    NODE_REMOVAL(2, "the removal of a node"),
    /** An update of a node attribute is answered when all members have it. */
    ATTRIBUTE_EVERYWHERE(2, "an attribute update that waits for all nodes");

    private final int since;
    private final String text;

    Feature(int since, String text) {
        this.since = since;
        this.text = text;
    }

    /** The first feature level that has it. */
    public int since() {
        return since;
    }

    /** What it is, for people, as the subject of a sentence. */
    public String text() {
        return text;
    }
}
