package io.systole.messaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jgroups.Address;
import org.jgroups.stack.MembershipChangePolicy;

/**
 * The order of members in a view; the first is JGroups' coordinator.
 *
 * <p>Joiners go to the end, so the coordinator changes only when it dies. When a partition heals, the larger side leads,
 * and of equal sides the one with the smallest member (name, then incarnation). JGroups' own policy decides this by
 * random numbers, so that one node that was cut off could take the lead from a cluster that had gone on working.
 */
final class LargerSideFirst implements MembershipChangePolicy {
    private static final Comparator<Address> BY_MEMBER = Comparator.comparing(
            (Address address) -> address instanceof MemberAddress known ? known.member() : null,
            Comparator.nullsLast(Comparator.naturalOrder())).thenComparing(Comparator.naturalOrder());

    private static final Comparator<Collection<Address>> BY_SIZE_THEN_MEMBER =
            Comparator.<Collection<Address>>comparingInt(Collection::size).reversed()
                    .thenComparing(side -> side.stream().min(BY_MEMBER).orElse(null), Comparator.nullsLast(BY_MEMBER));

    @Override
    public List<Address> getNewMembership(Collection<Address> current, Collection<Address> joiners,
            Collection<Address> leavers, Collection<Address> suspects) {
        LinkedHashSet<Address> members = new LinkedHashSet<>(current);
        members.removeAll(new ArrayList<>(leavers));
        members.removeAll(new ArrayList<>(suspects));
        members.addAll(joiners);
        return new ArrayList<>(members);
    }

    @Override
    public List<Address> getNewMembership(Collection<Collection<Address>> sides) {
        LinkedHashSet<Address> members = new LinkedHashSet<>();
        sides.stream().filter(side -> !side.isEmpty()).sorted(BY_SIZE_THEN_MEMBER).forEach(members::addAll);
        return new ArrayList<>(members);
    }
}
