package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import java.util.List;

/** How the CIB may change: the pure functions of the CIB packages that the DC needs to sequence writes. */
public interface CibRules {
    /**
     * Carries out changes, all or none, without touching the version.
     *
     * @throws Refusal if one of them cannot be done
     */
    Cib apply(Cib cib, List<CibChange> changes) throws Refusal;

    /** What is wrong with a CIB, one sentence each; empty if it may be used. */
    List<String> problems(Cib cib);

    /** Why a change cannot be made. */
    final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final Kind kind;

        public Refusal(Kind kind, String message) {
            super(message);
            this.kind = kind;
        }

        /** What sort of refusal it is. */
        public Kind kind() {
            return kind;
        }

        /** The sorts of refusal that a client can tell apart. */
        public enum Kind { INVALID, NOT_FOUND, EXISTS, OLD_VERSION }
    }
}
