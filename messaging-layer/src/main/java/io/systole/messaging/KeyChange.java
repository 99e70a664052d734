package io.systole.messaging;

import io.systole.core.spi.ClusterTransport.KeyOutcome;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the cluster key while the cluster runs. The member that was asked makes a new key and gives it to all members, sealed
 * with the old one; when every one has it on disk, the guest too, it says so, and all seal with the new one. Before that moment
 * anything that goes wrong leaves the old key in use; after it every member follows by itself ({@link KeyRing}). Any thread may call.
 */
final class KeyChange {
    private static final Logger LOG = LoggerFactory.getLogger(KeyChange.class);
    /** Long enough for a slow disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CALM = "try again when all is calm";

    private final KeyRing ring;
    private final KeyGuest guest;
    private final Supplier<ViewMembers> members;
    private final BiConsumer<MemberAddress, KeyMessage> wire;
    private final BiConsumer<Duration, Runnable> timer;
    /** The change that was asked for here, if one is under way. */
    private Optional<Own> own = Optional.empty();
    /** The change for which a key is prepared here. */
    private long prepared;

    /** A change that this member leads. */
    private record Own(long number, ClusterKey key, boolean force, ViewMembers members, List<MemberAddress> others,
            SortedSet<MemberAddress> waiting, Consumer<KeyOutcome> done) {
        Own(long number, ClusterKey key, boolean force, ViewMembers members, SortedSet<MemberAddress> others, Consumer<KeyOutcome> done) {
            this(number, key, force, members, List.copyOf(others), others, done);
        }
    }

    /**
     * Nothing is under way.
     *
     * @param guest who needs the key too
     * @param members who is here
     * @param wire sends to one member, in order
     * @param timer runs something later
     */
    KeyChange(KeyRing ring, KeyGuest guest, Supplier<ViewMembers> members, BiConsumer<MemberAddress, KeyMessage> wire,
            BiConsumer<Duration, Runnable> timer) {
        this.ring = ring;
        this.guest = guest;
        this.members = members;
        this.wire = wire;
        this.timer = timer;
    }

    /** Makes and distributes a new key. */
    synchronized void begin(MemberAddress self, boolean force, Consumer<KeyOutcome> done) {
        if (own.isPresent()) {
            done.accept(new KeyOutcome(false,
                    "a change of the cluster key is under way: wait some seconds and look whether another one is needed"));
            return;
        }
        long number = new SecureRandom().nextLong();
        ClusterKey key = ClusterKey.generate();
        ViewMembers now = members.get();
        try {
            ring.prepare(key);
        } catch (ClusterKeyException failed) {
            done.accept(new KeyOutcome(false, "the cluster key was not changed: " + failed.getMessage()));
            return;
        }
        prepared = number;
        SortedSet<MemberAddress> others = new TreeSet<>(now.addresses().values());
        others.remove(self);
        Own change = new Own(number, key, force, now, others, done);
        own = Optional.of(change);
        change.others().forEach(other -> wire.accept(other, new KeyMessage.Prepare(number, key)));
        timer.accept(PATIENCE, () -> giveUp(number));
        decide(change);
    }

    private synchronized void giveUp(long number) {
        own.filter(change -> change.number() == number && !change.waiting().isEmpty()).ifPresent(change ->
                abort(change, "no answer within " + PATIENCE.toSeconds() + " s from "
                        + change.waiting().stream().map(member -> member.node().value()).collect(Collectors.joining(", ")), CALM));
    }

    /** The members have changed. */
    synchronized void membersChanged(ViewMembers now) {
        own.filter(change -> !now.addresses().equals(change.members().addresses()))
                .ifPresent(change -> abort(change, "the members of the cluster changed meanwhile", CALM));
    }

    /** A member has said something about the key. */
    synchronized void received(MemberAddress from, KeyMessage message) {
        switch (message) {
            case KeyMessage.Prepare prepare -> wire.accept(from, new KeyMessage.Prepared(prepare.change(), prepare(prepare)));
            case KeyMessage.Prepared answer -> own.filter(change -> change.number() == answer.change()).ifPresent(change -> {
                if (!answer.problem().isEmpty()) {
                    abort(change, from.node() + ": " + answer.problem(), CALM);
                } else if (change.waiting().remove(from)) {
                    decide(change);
                }
            });
            case KeyMessage.Commit commit -> {
                if (commit.change() == prepared) {
                    ring.commit();
                }
            }
            case KeyMessage.Abort abort -> {
                if (abort.change() == prepared) {
                    forget();
                    LOG.warn("the change of the cluster key that {} had begun was given up; the old one stays", from.node());
                }
            }
        }
    }

    private String prepare(KeyMessage.Prepare prepare) {
        if (own.isPresent()) {
            return "another change of the key is under way there";
        }
        try {
            ring.prepare(prepare.key());
            prepared = prepare.change();
            return "";
        } catch (ClusterKeyException failed) {
            return failed.getMessage();
        }
    }

    private void decide(Own change) {
        if (change.waiting().isEmpty()) {
            // Last, since only the members' answers are sure to come soon; it accepts both keys until it hears the new one.
            guest.offer(change.key(), problem -> offered(change.number(), problem));
        }
    }

    private synchronized void offered(long number, String problem) {
        own.filter(change -> change.number() == number).ifPresent(change -> {
            if (!problem.isEmpty() && !change.force()) {
                abort(change, problem, "it would not hear the cluster any more, so mend that first, or force the change and copy the key"
                        + " to it by hand");
                return;
            }
            own = Optional.empty();
            ring.commit();
            change.others().forEach(member -> wire.accept(member, new KeyMessage.Commit(change.number())));
            if (problem.isEmpty()) {
                guest.check(silence -> change.done().accept(new KeyOutcome(true, silence.isEmpty() ? "" : silence
                        + " any more, though it has the new key on disk: see that it runs and is reached")));
            } else {
                change.done().accept(new KeyOutcome(true, problem + ": it has the old key only, and the members ask it with that one too"
                        + " until their daemons are started anew; before that, copy the key file of this node to it (its arbitrator.conf"
                        + " names the file) and start it anew"));
            }
        });
    }

    private void abort(Own change, String why, String fix) {
        own = Optional.empty();
        change.others().forEach(member -> wire.accept(member, new KeyMessage.Abort(change.number())));
        forget();
        change.done().accept(new KeyOutcome(false, "the cluster key was not changed (" + why + "): " + fix));
    }

    private void forget() {
        try {
            ring.forget();
        } catch (ClusterKeyException stays) {
            LOG.warn("{}", stays.getMessage());
        }
    }
}
