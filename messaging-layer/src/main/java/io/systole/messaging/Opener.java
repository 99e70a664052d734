package io.systole.messaging;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * Opens what others sealed, or says why not.
 *
 * <p>Accepts several keys, so that a cluster can change its key without stopping. What is remembered of a sender (its
 * derived key and the numbers seen) is kept only after a first frame of it was authentic, so strangers cannot fill the
 * memory. Any thread may call.
 */
final class Opener {
    /** Senders remembered; a cluster has some dozens, and each restart of a daemon is a new one. */
    private static final int MOST_SENDERS = 512;

    private final String purpose;
    private final String cluster;
    /** Called when a frame was sealed with the key that is prepared. */
    private final Runnable nextHeard;
    private volatile Doors doors;
    private final Map<SenderId, Sender> senders = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SenderId, Sender> eldest) {
            return size() > MOST_SENDERS;
        }
    };

    /** The keys, and how frames of each are checked quickly. */
    private record Doors(AcceptedKeys keys, Map<Integer, QuickCheck> checks) {}

    Opener(List<ClusterKey> accepted, String purpose, String cluster) {
        this(AcceptedKeys.all(accepted, cluster), purpose, cluster, () -> { });
    }

    Opener(AcceptedKeys accepted, String purpose, String cluster, Runnable nextHeard) {
        this.purpose = purpose;
        this.cluster = cluster;
        this.nextHeard = nextHeard;
        accept(accepted);
    }

    /** Takes these keys from now on. */
    final void accept(AcceptedKeys accepted) {
        Map<Integer, QuickCheck> checks = new HashMap<>();
        accepted.accepted().forEach((id, key) -> checks.put(id, QuickCheck.of(key, purpose, cluster)));
        doors = new Doors(accepted, checks);
    }

    /** Opens what came over the only link there is. */
    Opened open(byte[] data, int offset, int length) {
        return open(data, offset, length, 0, () -> true);
    }

    /**
     * Opens a frame, or tells that another link has brought it already.
     *
     * @param mayTry whether a sender that is not known may be tried; asked only then
     */
    Opened open(byte[] data, int offset, int length, int link, BooleanSupplier mayTry) {
        Doors open = doors;
        AcceptedKeys now = open.keys();
        Opened opened = open(open, data, offset, length, link, mayTry);
        if (now.next().isPresent() && opened instanceof Opened.Plain
                && ByteBuffer.wrap(data, offset, length).getInt(offset + SealedFrame.KEY_ID) == now.next().get()) {
            nextHeard.run();
        }
        return opened;
    }

    private Opened open(Doors open, byte[] data, int offset, int length, int link, BooleanSupplier mayTry) {
        if (length < SealedFrame.OVERHEAD) {
            return new Opened.Refused(Refusal.MALFORMED);
        }
        AcceptedKeys now = open.keys();
        ByteBuffer frame = ByteBuffer.wrap(data);
        byte version = data[offset];
        byte reserved = data[offset + 1];
        if (version != SealedFrame.VERSION || reserved != 0) {
            return new Opened.Refused(Refusal.OTHER_VERSION);
        }
        SenderId id = new SenderId(frame.getInt(offset + SealedFrame.KEY_ID), frame.getLong(offset + SealedFrame.BOOT_ID));
        ClusterKey key = now.accepted().get(id.keyId());
        if (key == null) {
            return new Opened.Refused(now.retired().contains(id.keyId()) ? Refusal.OLD_KEY : Refusal.OTHER_KEY);
        }
        long counter = frame.getLong(offset + SealedFrame.COUNTER);
        if (frame.getLong(offset + SealedFrame.HEADER) != open.checks().get(id.keyId()).of(frame, offset, offset + length)) {
            return new Opened.Refused(Refusal.FORGED);
        }
        Sender known = known(id);
        if (known != null) {
            return known.open(data, offset, length, counter, link);
        }
        if (now.fading().contains(id.keyId())) {
            return new Opened.Refused(Refusal.OLD_KEY);
        }
        if (!mayTry.getAsBoolean()) {
            return new Opened.Refused(Refusal.CROWDED);
        }
        Sender newcomer = new Sender(SealedFrame.sessionKey(key, purpose, cluster, id.bootId()));
        Opened opened = newcomer.open(data, offset, length, counter, link);
        if (opened instanceof Opened.Refused) {
            return opened;
        }
        // Another thread may have been first with this sender; then its window decides.
        Sender kept = remember(id, newcomer);
        return kept == newcomer ? opened : kept.open(data, offset, length, counter, link);
    }

    private synchronized Sender known(SenderId id) {
        return senders.get(id);
    }

    private synchronized Sender remember(SenderId id, Sender newcomer) {
        return senders.computeIfAbsent(id, absent -> newcomer);
    }

    private record SenderId(int keyId, long bootId) {
        // By hand, since it is asked for with each datagram: what the compiler makes of a record is slow where code is compiled simply.
        @Override
        public boolean equals(Object other) {
            return other instanceof SenderId that && that.keyId == keyId && that.bootId == bootId;
        }

        @Override
        public int hashCode() {
            return 31 * keyId + Long.hashCode(bootId);
        }
    }

    /** One process that sends: its key and the numbers seen from it. */
    private static final class Sender {
        private final SecretKey sessionKey;
        private final ReplayWindow window = new ReplayWindow();
        private final Cipher cipher = Sealer.newCipher();

        Sender(SecretKey sessionKey) {
            this.sessionKey = sessionKey;
        }

        synchronized Opened open(byte[] data, int offset, int length, long counter, int link) {
            long seal = ByteBuffer.wrap(data, offset + length - Long.BYTES, Long.BYTES).getLong();
            switch (window.look(counter, link, seal)) {
                case NEW -> { }
                case COPY -> {
                    return new Opened.Copy();
                }
                case OLD -> {
                    return new Opened.Refused(Refusal.REPLAYED);
                }
            }
            try {
                cipher.init(Cipher.DECRYPT_MODE, sessionKey, SealedFrame.nonce(counter));
                cipher.updateAAD(data, offset, SealedFrame.HEADER);
                byte[] plain = cipher.doFinal(data, offset + SealedFrame.TEXT, length - SealedFrame.TEXT);
                window.mark(counter, link, seal);
                return new Opened.Plain(plain);
            } catch (GeneralSecurityException broken) {
                return new Opened.Refused(Refusal.FORGED);
            }
        }
    }
}
