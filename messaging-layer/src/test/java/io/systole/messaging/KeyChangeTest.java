package io.systole.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Three members and the messages between them, without a network: what is lost, and when, is up to the test. */
final class KeyChangeTest {
    private static final String CLUSTER = "web";

    private final ClusterKey old = ClusterKey.generate();
    private final Queue<Runnable> wire = new ArrayDeque<>();
    private final List<Runnable> timers = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final TreeMap<NodeName, MemberAddress> addresses = new TreeMap<>();
    private final Guest guest = new Guest();
    private final Node n1 = new Node("n1");
    private final Node n2 = new Node("n2");
    private final Node n3 = new Node("n3");

    private final class Node implements KeyStore {
        private final MemberAddress address;
        private final KeyRing ring;
        private final Sealer sealer;
        private final Opener opener;
        private final KeyChange change;
        private Optional<ClusterKey> onDisk = Optional.empty();
        private boolean diskFull;
        private boolean mute;
        private int used;

        Node(String name) {
            address = MemberAddress.of(new Member(new NodeName(name), 1));
            addresses.put(address.node(), address);
            ring = new KeyRing(CLUSTER, old, this, key -> used++);
            sealer = ring.sealer("datagram");
            opener = ring.opener("datagram");
            change = new KeyChange(ring, guest, KeyChangeTest.this::members, this::send, (delay, what) -> timers.add(what));
        }

        private void send(MemberAddress to, KeyMessage message) {
            if (!mute) {
                wire.add(() -> List.of(n1, n2, n3).stream().filter(node -> node.address.equals(to))
                        .forEach(node -> node.change.received(address, message)));
            }
        }

        /** What another one makes of a datagram of this node. */
        Opened heardBy(Node other) {
            byte[] frame = sealer.seal(new byte[5], 0, 5);
            return other.opener.open(frame, 0, frame.length);
        }

        @Override
        public Optional<ClusterKey> next() {
            return Optional.empty();
        }

        @Override
        public Set<Integer> retired() {
            return Set.of();
        }

        @Override
        public void prepare(ClusterKey next) {
            if (diskFull) {
                throw new ClusterKeyException("the disk is full");
            }
            onDisk = Optional.of(next);
        }

        @Override
        public void commit(int number) {}

        @Override
        public void forget() {
            onDisk = Optional.empty();
        }
    }

    /** An arbitrator. */
    private static final class Guest implements KeyGuest {
        private final List<ClusterKey> offered = new ArrayList<>();
        private String problem = "";
        private String silence = "";

        @Override
        public void offer(ClusterKey next, Consumer<String> done) {
            offered.add(next);
            done.accept(problem);
        }

        @Override
        public void use(ClusterKey key) {}

        @Override
        public void check(Consumer<String> done) {
            done.accept(silence);
        }
    }

    private ViewMembers members() {
        return new ViewMembers(1, addresses);
    }

    private void deliverAll() {
        while (!wire.isEmpty()) {
            wire.poll().run();
        }
    }

    private void begin() {
        begin(n1, false);
    }

    private void begin(Node node, boolean force) {
        node.change.begin(node.address, force, outcome -> answers.add(outcome.message()));
    }

    private static Refusal refusal(Opened opened) {
        return assertInstanceOf(Opened.Refused.class, opened).why();
    }

    @Test
    void allHaveTheNewKeyOnDiskBeforeAnybodyUsesIt() {
        begin();
        assertEquals(0, n1.used);
        deliverAll();

        assertEquals(List.of(""), answers);
        assertEquals(List.of(1, 1, 1), List.of(n1.used, n2.used, n3.used));
        assertEquals(n1.onDisk, n2.onDisk);
        assertInstanceOf(Opened.Plain.class, n2.heardBy(n3));
    }

    @Test
    void aFullDiskAnywhereLeavesTheOldKeyEverywhere() {
        n3.diskFull = true;

        begin();
        deliverAll();

        assertEquals(List.of("the cluster key was not changed (n3: the disk is full): try again when all is calm"), answers);
        assertEquals(List.of(0, 0, 0), List.of(n1.used, n2.used, n3.used));
        assertEquals(Optional.empty(), n2.onDisk);
    }

    @Test
    void anArbitratorGetsTheKeyWhenAllMembersHaveIt() {
        n3.mute = true;
        begin();
        deliverAll();
        assertEquals(List.of(), guest.offered);
        n3.mute = false;
        timers.forEach(Runnable::run);

        begin();
        deliverAll();

        assertEquals(n1.onDisk, Optional.of(guest.offered.getFirst()));
        assertEquals("", answers.getLast());
    }

    @Test
    void withoutTheArbitratorNothingIsChangedUnlessItIsForced() {
        guest.problem = "the arbitrator a:1 does not answer";

        begin();
        deliverAll();

        assertEquals(List.of("the cluster key was not changed (the arbitrator a:1 does not answer): it would not hear the cluster any more,"
                + " so mend that first, or force the change and copy the key to it by hand"), answers);
        assertEquals(List.of(0, 0, 0), List.of(n1.used, n2.used, n3.used));
        assertEquals(Optional.empty(), n2.onDisk);

        begin(n1, true);
        deliverAll();

        assertEquals("the arbitrator a:1 does not answer: it has the old key only, and the members ask it with that one too until their"
                + " daemons are started anew; before that, copy the key file of this node to it (its arbitrator.conf names the file) and"
                + " start it anew", answers.getLast());
        assertEquals(List.of(1, 1, 1), List.of(n1.used, n2.used, n3.used));
    }

    @Test
    void anArbitratorThatIsSilentAfterwardsIsTold() {
        guest.silence = "the arbitrator a:1 does not answer";

        begin();
        deliverAll();

        assertEquals(List.of("the arbitrator a:1 does not answer any more, though it has the new key on disk: see that it runs and is"
                + " reached"), answers);
        assertEquals(List.of(1, 1, 1), List.of(n1.used, n2.used, n3.used));
    }

    @Test
    void aMemberThatDoesNotAnswerEndsTheChange() {
        n2.mute = true;

        begin();
        deliverAll();
        timers.forEach(Runnable::run);

        assertEquals(List.of("the cluster key was not changed (no answer within 10 s from n2): try again when all is calm"), answers);
        deliverAll();
        assertEquals(Optional.empty(), n3.onDisk);
    }

    @Test
    void aChangeOfTheMembersEndsTheChange() {
        begin();
        addresses.remove(n3.address.node());
        n1.change.membersChanged(members());
        deliverAll();

        assertEquals(List.of("the cluster key was not changed (the members of the cluster changed meanwhile): try again when all is calm"),
                answers);
        assertEquals(List.of(0, 0, 0), List.of(n1.used, n2.used, n3.used));
    }

    @Test
    void whoMissedTheDecisionFollowsTheFirstDatagramThatHasTheNewKey() {
        begin();
        for (int i = 0; i < 4; i++) {
            wire.poll().run();
        }
        wire.clear();
        assertEquals(List.of(1, 0, 0), List.of(n1.used, n2.used, n3.used));

        assertInstanceOf(Opened.Plain.class, n1.heardBy(n2));

        assertEquals(1, n2.used);
        assertInstanceOf(Opened.Plain.class, n2.heardBy(n3));
        assertEquals(1, n3.used);
    }

    @Test
    void theOldKeyOpensWhatKnownSendersStillSendUntilItIsRetired() {
        Sealer late = new Sealer(old, "datagram", CLUSTER);
        Sealer stranger = new Sealer(old, "datagram", CLUSTER);
        assertInstanceOf(Opened.Plain.class, opened(late));

        begin();
        deliverAll();

        assertInstanceOf(Opened.Plain.class, opened(late));
        assertEquals(Refusal.OLD_KEY, refusal(opened(stranger)), "who was away must not come in by the old key");
        n2.ring.retire();
        assertEquals(Refusal.OLD_KEY, refusal(opened(late)));
    }

    private Opened opened(Sealer sealer) {
        byte[] frame = sealer.seal(new byte[5], 0, 5);
        return n2.opener.open(frame, 0, frame.length);
    }

    @Test
    void twoChangesAtOnceAreRefused() {
        begin();
        begin();
        begin(n2, false);
        deliverAll();

        assertEquals("a change of the cluster key is under way: wait some seconds and look whether another one is needed",
                answers.getFirst());
        assertEquals(3, answers.size());
        assertEquals(2, answers.stream().filter(answer -> answer.startsWith("the cluster key was not changed (n")).count(),
                answers.toString());
        assertInstanceOf(Opened.Plain.class, n2.heardBy(n3));
    }
}
