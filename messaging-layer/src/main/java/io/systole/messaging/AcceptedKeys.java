package io.systole.messaging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which keys an {@link Opener} takes, by their numbers. Immutable.
 *
 * @param accepted keys that open
 * @param next the number of a key that is prepared; who seals with it says that the change is decided
 * @param fading numbers of keys that open only for senders that are known already
 * @param retired numbers of keys that the cluster had once
 */
record AcceptedKeys(Map<Integer, ClusterKey> accepted, Optional<Integer> next, Set<Integer> fading, Set<Integer> retired) {
    AcceptedKeys {
        accepted = Map.copyOf(accepted);
        fading = Set.copyOf(fading);
        retired = Set.copyOf(retired);
    }

    /** Keys that are all the same. */
    static AcceptedKeys all(List<ClusterKey> keys, String cluster) {
        Map<Integer, ClusterKey> accepted = new TreeMap<>();
        keys.forEach(key -> accepted.put(SealedFrame.keyId(key, cluster), key));
        return new AcceptedKeys(accepted, Optional.empty(), Set.of(), Set.of());
    }
}
