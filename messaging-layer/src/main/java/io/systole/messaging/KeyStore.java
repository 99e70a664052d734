package io.systole.messaging;

import java.util.Optional;
import java.util.Set;

/**
 * Where the cluster key is kept while it is changed. Every method returns when its effect is on disk; a failure is a
 * {@link ClusterKeyException} whose message names the file and the fix.
 */
public interface KeyStore {
    /** A key that was prepared and neither taken into use nor forgotten, for example because the daemon was killed in between. */
    Optional<ClusterKey> next();

    /** The numbers of keys that were in use once; they say nothing of the keys. */
    Set<Integer> retired();

    /** Keeps a key that may soon be the cluster's; the one in use stays. */
    void prepare(ClusterKey next);

    /** Puts the prepared key in the place of the one in use, whose number is noted. */
    void commit(int retiredNumber);

    /** Removes the prepared key, if there is one. */
    void forget();

    /** Nowhere: for tests, and for programs that live shorter than a key. */
    static KeyStore none() {
        return refusing("");
    }

    /** Where no key can be kept, and why; if that is empty it is accepted and not kept. */
    static KeyStore refusing(String why) {
        return new KeyStore() {
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
                if (!why.isEmpty()) {
                    throw new ClusterKeyException(why);
                }
            }

            @Override
            public void commit(int retiredNumber) {}

            @Override
            public void forget() {}
        };
    }
}
