package io.systole.messaging;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * Encrypts and authenticates what this process sends (AES-256-GCM, see {@link SealedFrame}).
 *
 * <p>Each sealer has its own random boot id and so its own key; a new process is a new sender. Any thread may call.
 */
final class Sealer {
    private final String purpose;
    private volatile Session session;
    private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(Sealer::newCipher);

    /**
     * Makes a sender.
     *
     * @param purpose {@code datagram} or another word; what is sealed for one purpose cannot be opened for another
     */
    Sealer(ClusterKey key, String purpose, String cluster) {
        this.purpose = purpose;
        rekey(key, cluster);
    }

    /** Seals with another key from now on, as a new sender. */
    void rekey(ClusterKey key, String cluster) {
        long bootId = new SecureRandom().nextLong();
        session = new Session(SealedFrame.keyId(key, cluster), bootId, SealedFrame.sessionKey(key, purpose, cluster, bootId),
                QuickCheck.of(key, purpose, cluster), new AtomicLong());
    }

    private record Session(int keyId, long bootId, SecretKey key, QuickCheck check, AtomicLong counter) {}

    byte[] seal(byte[] data, int offset, int length) {
        Session now = session;
        long number = now.counter().incrementAndGet();
        ByteBuffer frame = ByteBuffer.allocate(length + SealedFrame.OVERHEAD);
        SealedFrame.writeHeader(frame, now.keyId(), now.bootId(), number);
        try {
            Cipher cipher = ciphers.get();
            cipher.init(Cipher.ENCRYPT_MODE, now.key(), SealedFrame.nonce(number));
            cipher.updateAAD(frame.array(), 0, SealedFrame.HEADER);
            cipher.doFinal(data, offset, length, frame.array(), SealedFrame.TEXT);
            frame.putLong(SealedFrame.HEADER, now.check().of(frame, 0, frame.capacity()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed, which cannot happen with a sound Java runtime", e);
        }
        return frame.array();
    }

    static Cipher newCipher() {
        try {
            return Cipher.getInstance(SealedFrame.CIPHER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks " + SealedFrame.CIPHER, e);
        }
    }
}
