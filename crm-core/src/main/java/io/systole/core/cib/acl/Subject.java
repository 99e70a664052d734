package io.systole.core.cib.acl;

import java.util.List;

/**
 * Somebody who asks for something.
 *
 * @param user the name that the operating system vouches for; empty if it could not say
 * @param groups the groups that the user belongs to on the node where he asks
 */
public record Subject(String user, List<String> groups) {
    /** The users that no ACL limits. */
    private static final List<String> UNLIMITED = List.of("root", "hacluster");

    public Subject {
        groups = List.copyOf(groups);
    }

    /** True if no ACL limits this user. */
    public boolean unlimited() {
        return UNLIMITED.contains(user);
    }

    @Override
    public String toString() {
        return user.isEmpty() ? "an unknown user" : user;
    }
}
