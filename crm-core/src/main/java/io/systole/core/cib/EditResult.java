package io.systole.core.cib;

/** What became of a wish to change a CIB. Nothing is ever half done: a refused change leaves the CIB as it was. */
public sealed interface EditResult {
    /** The CIB after the change; the same value as before if there was nothing to change. */
    record Changed(Cib cib) implements EditResult {}

    /**
     * The change was not made.
     *
     * @param reason what kind of obstacle, for programs
     * @param sentence what stood in the way and what helps, for people
     */
    record Refused(Reason reason, String sentence) implements EditResult {}

    /** Why a change was not made. */
    enum Reason {
        /** Something named in the change does not exist. */
        NOT_FOUND,
        /** Something to be created exists already. */
        EXISTS,
        /** The change was made from an older version than the one that is here. */
        OLD_VERSION,
        /** A patch does not fit what is here; the sender's whole CIB is needed. */
        OUT_OF_STEP,
        /** The wish itself makes no sense, for example a path that cannot be read. */
        INVALID
    }
}
