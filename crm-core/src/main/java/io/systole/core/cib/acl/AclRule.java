package io.systole.core.cib.acl;

/**
 * One permission of one role, as it applies to somebody.
 *
 * @param kind what it says
 * @param role the role that it stands in
 * @param id its own id
 */
record AclRule(Kind kind, String role, String id) {
    /** What a permission says; the first of several for one element counts. */
    enum Kind { DENY, WRITE, READ }

    boolean writes() {
        return kind == Kind.WRITE;
    }

    boolean reads() {
        return kind != Kind.DENY;
    }

    AclRule stronger(AclRule other) {
        return other == null || kind.compareTo(other.kind) <= 0 ? this : other;
    }

    @Override
    public String toString() {
        return "rule \"" + id + "\" of role \"" + role + "\"";
    }
}
