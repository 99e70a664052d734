package io.systole.messaging;

/** Why a datagram was dropped. The text completes "a datagram that …". */
enum Refusal {
    MALFORMED("is no Systole datagram"),
    OVERSIZE("is larger than any of Systole"),
    OTHER_VERSION("has another version of the seal; run the same version on all nodes"),
    OTHER_KEY("is sealed with another key, or belongs to another cluster; if the key was changed while this node was away,"
            + " copy the key file from a node that was there (scp -p) and start this daemon anew"),
    OLD_KEY("is sealed with the key that this cluster had before \"crm cluster rekey\"; copy the key file from this node to that one"
            + " (scp -p), then start its daemon anew"),
    CROWDED("has an unknown sender, of which too many come at once to look at each"),
    FORGED("claims the cluster's key, but its seal is broken"),
    REPLAYED("has been received before, or is too old to tell");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
