package io.systole.messaging;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jgroups.Address;
import org.jgroups.View;

/**
 * A JGroups view in the cluster's terms: one address for each node name. Of several addresses with one name the
 * greatest incarnation counts, and of equal ones the first in the view.
 *
 * @param number of the view; grows with every view that a member installs, merges included
 */
record ViewMembers(long number, SortedMap<NodeName, MemberAddress> addresses) {
    /** Before the first view. */
    static final ViewMembers NONE = new ViewMembers(-1, new TreeMap<>());

    ViewMembers {
        addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
    }

    static ViewMembers of(View view) {
        return of(view.getViewId().getId(), view.getMembers());
    }

    static ViewMembers of(long number, List<Address> view) {
        SortedMap<NodeName, MemberAddress> chosen = new TreeMap<>();
        for (Address each : view) {
            if (each instanceof MemberAddress address) {
                chosen.merge(address.node(), address,
                        (first, second) -> second.member().incarnation() > first.member().incarnation() ? second : first);
            }
        }
        return new ViewMembers(number, chosen);
    }

    boolean contains(MemberAddress address) {
        return address.equals(addresses.get(address.node()));
    }

    SortedSet<Member> members() {
        SortedSet<Member> members = new TreeSet<>();
        addresses.values().forEach(address -> members.add(address.member()));
        return Collections.unmodifiableSortedSet(members);
    }
}
