package io.systole.messaging;

import java.util.function.Consumer;

/**
 * Somebody outside the cluster who has its key too, and needs the new one when it is changed: an arbitrator. No method blocks; answers
 * come on a thread of the guest. A problem is a sentence without a full stop; an empty one is none.
 */
public interface KeyGuest {
    /**
     * Gives it a key that may soon be the cluster's, sealed with the one in use.
     *
     * @param done hears once, within seconds, when the guest has it on disk, or what the problem is
     */
    void offer(ClusterKey next, Consumer<String> done);

    /** The cluster has this key from now on. */
    void use(ClusterKey key);

    /**
     * Asks whether it hears the cluster; to be called now and then.
     *
     * @param done hears once, within seconds, whether it has answered to the key in use
     */
    void check(Consumer<String> done);

    /** For clusters without one. */
    static KeyGuest none() {
        return new KeyGuest() {
            @Override
            public void offer(ClusterKey next, Consumer<String> done) {
                done.accept("");
            }

            @Override
            public void use(ClusterKey key) {
                // Nobody needs it.
            }

            @Override
            public void check(Consumer<String> done) {
                done.accept("");
            }
        };
    }
}
