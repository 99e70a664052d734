package io.systole.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of this process, from the preparation of a new one to the end of the old one, and everything that seals and opens with
 * them. Nobody seals with a new key before all members have it on disk; so who hears a frame sealed with the key that it
 * has prepared knows that the change is decided, and follows, whatever message was lost. Any thread may call.
 */
final class KeyRing {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final String cluster;
    private final KeyStore store;
    private final Consumer<ClusterKey> changed;
    private final boolean formerForAll;
    private final List<Sealer> sealers = new ArrayList<>();
    private final List<Opener> openers = new ArrayList<>();
    private final Set<Integer> retired;
    private ClusterKey current;
    private Optional<ClusterKey> next;
    private Optional<ClusterKey> previous = Optional.empty();

    /**
     * A ring.
     *
     * @param changed hears when a new key is in use; must return at once
     */
    KeyRing(String cluster, ClusterKey current, KeyStore store, Consumer<ClusterKey> changed) {
        this(cluster, current, store, changed, false);
    }

    /**
     * A ring.
     *
     * @param formerForAll whether the old key, until it is retired, opens also what senders send that were not known before
     */
    KeyRing(String cluster, ClusterKey current, KeyStore store, Consumer<ClusterKey> changed, boolean formerForAll) {
        this.formerForAll = formerForAll;
        this.cluster = cluster;
        this.current = current;
        this.store = store;
        this.changed = changed;
        this.next = store.next().filter(key -> !key.equals(current));
        this.retired = new TreeSet<>(store.retired());
    }

    synchronized Sealer sealer(String purpose) {
        Sealer sealer = new Sealer(current, purpose, cluster);
        sealers.add(sealer);
        return sealer;
    }

    synchronized Opener opener(String purpose) {
        Opener opener = new Opener(accepted(), purpose, cluster, this::heardNext);
        openers.add(opener);
        return opener;
    }

    /** The key of this number, if what it has sealed is opened. */
    synchronized Optional<ClusterKey> key(int number) {
        return Optional.ofNullable(accepted().accepted().get(number));
    }

    /** Keeps a new key on disk and accepts it; nothing is sealed with it yet. Said twice it is done once. */
    synchronized void prepare(ClusterKey key) {
        if (key.equals(current) || next.filter(key::equals).isPresent()) {
            return;
        }
        store.prepare(key);
        next = Optional.of(key);
        tellOpeners();
    }

    /** Seals with the prepared key from now on; false if there is none. The old one still opens what known senders send. */
    synchronized boolean commit() {
        if (next.isEmpty()) {
            return false;
        }
        int old = SealedFrame.keyId(current, cluster);
        try {
            store.commit(old);
        } catch (ClusterKeyException notKept) {
            LOG.error("the new cluster key is in use, but {}", notKept.getMessage());
        }
        previous = Optional.of(current);
        current = next.get();
        next = Optional.empty();
        retired.add(old);
        retired.remove(SealedFrame.keyId(current, cluster));
        sealers.forEach(sealer -> sealer.rekey(current, cluster));
        tellOpeners();
        changed.accept(current);
        LOG.info("the key of the cluster {} was changed; the new one is in use here", cluster);
        return true;
    }

    /** The old key opens nothing any more. */
    synchronized void retire() {
        previous = Optional.empty();
        tellOpeners();
    }

    /** The prepared key is not to be used after all. */
    synchronized void forget() {
        if (next.isPresent()) {
            store.forget();
            next = Optional.empty();
            tellOpeners();
        }
    }

    private void heardNext() {
        commit();
    }

    private void tellOpeners() {
        openers.forEach(opener -> opener.accept(accepted()));
    }

    private AcceptedKeys accepted() {
        Map<Integer, ClusterKey> keys = new TreeMap<>();
        previous.ifPresent(key -> keys.put(SealedFrame.keyId(key, cluster), key));
        next.ifPresent(key -> keys.put(SealedFrame.keyId(key, cluster), key));
        keys.put(SealedFrame.keyId(current, cluster), current);
        return new AcceptedKeys(keys, next.map(key -> SealedFrame.keyId(key, cluster)),
                previous.filter(key -> !formerForAll).map(key -> Set.of(SealedFrame.keyId(key, cluster))).orElse(Set.of()), retired);
    }
}
