package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import java.util.Collection;
import java.util.List;
import org.jgroups.Address;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.ByteArrayDataOutputStream;
import org.jgroups.util.Util;
import org.junit.jupiter.api.Test;

/** Addresses that carry names, and what follows from them: who counts in a view, and who leads. */
final class MemberAddressTest {
    @Test
    void nameAndIncarnationSurviveTheWire() throws Exception {
        MemberAddress.register();
        MemberAddress address = address("knöten-1", 42);
        ByteArrayDataOutputStream out = new ByteArrayDataOutputStream();

        Util.writeAddress(address, out);
        Address read = Util.readAddress(new ByteArrayDataInputStream(out.buffer(), 0, out.position()));

        assertEquals(address, read);
        assertEquals(new Member(new NodeName("knöten-1"), 42), ((MemberAddress) read).member());
        assertEquals(Util.size(address), out.position());
        assertEquals("knöten-1#42", read.toString());
    }

    @Test
    void twoProcessesOfOneIncarnationDiffer() {
        assertNotEquals(address("n1", 1), address("n1", 1));
    }

    @Test
    void theGreaterIncarnationCountsWhereverItStands() {
        MemberAddress older = address("n1", 3);
        MemberAddress newer = address("n1", 4);
        MemberAddress other = address("n2", 1);

        ViewMembers members = ViewMembers.of(1, List.of(newer, other, older));

        assertEquals("[n1#4, n2#1]", members.members().toString());
        assertTrue(members.contains(newer) && members.contains(other) && !members.contains(older));
        assertEquals(members, ViewMembers.of(1, List.of(older, other, newer)));
    }

    @Test
    void ofEqualIncarnationsTheFirstCounts() {
        MemberAddress first = address("n1", 3);
        MemberAddress second = address("n1", 3);

        assertTrue(ViewMembers.of(1, List.of(first, second)).contains(first));
    }

    @Test
    void joinersStandBehindAndLeaversGo() {
        Address n1 = address("n1", 1);
        Address n2 = address("n2", 1);
        Address n3 = address("n3", 1);
        Address n4 = address("n4", 1);

        List<Address> members = new LargerSideFirst().getNewMembership(List.of(n3, n1, n2), List.of(n4), List.of(n1), List.of(n3));

        assertEquals(List.of(n2, n4), members);
    }

    @Test
    void theLargerSideLeadsAMerge() {
        Address n1 = address("n1", 1);
        Address n2 = address("n2", 1);
        Address n3 = address("n3", 1);

        assertEquals(List.of(n3, n2, n1), merge(List.of(n1), List.of(n3, n2)));
        assertEquals(List.of(n3, n2, n1), merge(List.of(n3, n2), List.of(n1)));
    }

    @Test
    void ofEqualSidesTheOneWithTheSmallestNameLeads() {
        Address n1 = address("n1", 1);
        Address n2 = address("n2", 1);
        Address n3 = address("n3", 1);
        Address n4 = address("n4", 1);

        assertEquals(List.of(n4, n1, n3, n2), merge(List.of(n3, n2), List.of(n4, n1)));
        assertEquals(List.of(n4, n1, n3, n2), merge(List.of(n4, n1), List.of(n3, n2)));
    }

    @Test
    void nobodyStandsTwiceAfterAMerge() {
        Address n1 = address("n1", 1);
        Address n2 = address("n2", 1);

        assertEquals(List.of(n2, n1), merge(List.of(n1), List.of(n2, n1)));
    }

    private static List<Address> merge(List<Address> one, List<Address> another) {
        return new LargerSideFirst().getNewMembership(List.<Collection<Address>>of(one, another));
    }

    private static MemberAddress address(String node, long incarnation) {
        return MemberAddress.of(new Member(new NodeName(node), incarnation));
    }
}
