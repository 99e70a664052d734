package io.systole.core.request;

import io.systole.core.cib.CibVersion;
import java.util.List;

/**
 * The answer to a {@link ClusterRequest}.
 *
 * @param outcome how it ended
 * @param message one sentence for people; empty if all is well
 * @param version the CIB's version afterwards
 * @param lines what was asked for, if something was
 */
public record ClusterReply(Outcome outcome, String message, CibVersion version, List<String> lines) {
    public ClusterReply {
        lines = List.copyOf(lines);
    }

    /** An answer to a request that asks for nothing but to be carried out. */
    public ClusterReply(Outcome outcome, String message, CibVersion version) {
        this(outcome, message, version, List.of());
    }

    /** True if the request was carried out. */
    public boolean ok() {
        return outcome == Outcome.OK;
    }

    /** How a request ended. */
    public enum Outcome {
        OK,
        /** The change would make the CIB invalid; nothing was changed. */
        INVALID,
        /** Something named in the request does not exist. */
        NOT_FOUND,
        /** Something to be created exists already. */
        EXISTS,
        /** The patch was made from another version. */
        OLD_VERSION,
        /** A patch, or the inverse of an earlier change, does not fit what is there now. */
        MISFIT,
        /** The ACLs do not allow it to who asks. */
        DENIED,
        /** This part of the cluster has no quorum and the request was not forced. */
        NO_QUORUM,
        /** There is no DC at the moment; try again. */
        NO_DC,
        /** The DC did not answer in time; whether the change was made is not known. */
        TIMEOUT,
        /** The build that would have to do it does not know how. */
        UNSUPPORTED,
        /** Internal failure, for example a full disk. */
        FAILED
    }
}
