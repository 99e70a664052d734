package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jgroups.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the listener is told of what JGroups tells us. The last message is always awaited, so what is missing was dropped. */
final class ListenerThreadTest {
    private final MemberAddress n1 = MemberAddress.of(new Member(new NodeName("n1"), 1));
    private final MemberAddress n2 = MemberAddress.of(new Member(new NodeName("n2"), 1));
    private final MemberAddress n2Again = MemberAddress.of(new Member(new NodeName("n2"), 2));
    private final RecordingListener heard = new RecordingListener();
    private final ListenerThread thread = new ListenerThread("test-listener", heard);

    @AfterEach
    void end() {
        thread.stop();
    }

    @Test
    void aViewWithTheSameMembersIsNotTold() {
        view(1, false, n1, n2);
        view(2, false, n2, n1);
        view(3, true, n1, n2);
        message(n2, 3, "end");

        thread.start();

        heard.awaitMessages(1);
        assertEquals(List.of("[n1#1, n2#1]", "merged [n1#1, n2#1]"), heard.memberships());
    }

    @Test
    void aMessageBeforeItsSendersViewWaitsForIt() {
        view(1, false, n1);
        message(n2, 2, "early");
        view(2, false, n1, n2);
        message(n2, 2, "late");

        thread.start();

        heard.awaitMessages(2);
        assertEquals(List.of("n2: early", "n2: late"), heard.messages());
    }

    @Test
    void aMessageOfSomebodyWhoDoesNotAppearIsDropped() {
        view(1, false, n1);
        message(n2, 1, "who are you?");
        view(2, false, n1, n2Again);
        view(3, false, n1, n2);
        message(n1, 3, "end");

        thread.start();

        heard.awaitMessages(1);
        assertEquals(List.of("n1: end"), heard.messages());
    }

    @Test
    void aFormerIncarnationIsNotHeardBesideTheNewOne() {
        view(1, false, n1, n2);
        view(2, false, n1, n2, n2Again);
        message(n2, 2, "from the dead");
        message(n2Again, 2, "from the living");

        thread.start();

        heard.awaitMessages(1);
        assertEquals(List.of("n2: from the living"), heard.messages());
        assertEquals(List.of("[n1#1, n2#1]", "[n1#1, n2#2]"), heard.memberships());
    }

    @Test
    void whatWasSentBeforeTheSenderLeftIsDroppedAfterItsReturn() {
        view(4, false, n1, n2);
        view(5, false, n1);
        view(7, true, n1, n2);
        message(n2, 4, "before the cut");
        message(n2, 6, "while it believed to be a member");
        message(n2, 7, "after the merge");

        thread.start();

        heard.awaitMessages(1);
        assertEquals(List.of("n2: after the merge"), heard.messages());
    }

    @Test
    void nothingIsToldAfterADisplacement() {
        view(1, false, n1, n2);
        thread.post(new Happening.Displaced(new Member(new NodeName("n1"), 9)));
        message(n2, 1, "too late");

        thread.start();

        heard.awaitDisplacement();
        thread.stop();
        assertEquals(List.of(), heard.messages());
        assertEquals("[n1#9]", heard.displacements().toString());
    }

    private void view(long number, boolean merged, MemberAddress... members) {
        thread.post(new Happening.ViewInstalled(ViewMembers.of(number, List.<Address>of(members)), merged));
    }

    private void message(MemberAddress from, long sentInView, String text) {
        thread.post(new Happening.Arrived(from, sentInView, text.getBytes(StandardCharsets.UTF_8)));
    }
}
