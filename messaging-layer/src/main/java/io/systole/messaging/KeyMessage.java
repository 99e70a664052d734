package io.systole.messaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What members say to each other when the cluster key is changed; it travels sealed like everything. */
sealed interface KeyMessage {
    int PREPARE = 1;
    int PREPARED = 2;
    int COMMIT = 3;
    int ABORT = 4;

    /** Of several changes this one. */
    long change();

    /** Keep this key, and accept it. */
    record Prepare(long change, ClusterKey key) implements KeyMessage {}

    /** It is on disk here; or, if there is a problem, it is not. */
    record Prepared(long change, String problem) implements KeyMessage {}

    /** All have it: use it. */
    record Commit(long change) implements KeyMessage {}

    /** Forget it. */
    record Abort(long change) implements KeyMessage {}

    /** The bytes of a message. */
    static byte[] write(KeyMessage message) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(switch (message) {
                case Prepare prepare -> PREPARE;
                case Prepared prepared -> PREPARED;
                case Commit commit -> COMMIT;
                case Abort abort -> ABORT;
            });
            out.writeLong(message.change());
            switch (message) {
                case Prepare prepare -> out.writeUTF(prepare.key().toText());
                case Prepared prepared -> out.writeUTF(prepared.problem());
                case Commit commit -> { }
                case Abort abort -> { }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory cannot fail", impossible);
        }
        return bytes.toByteArray();
    }

    /** The message in these bytes; IOException for anything else. */
    static KeyMessage read(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int kind = in.readByte();
            long change = in.readLong();
            return switch (kind) {
                case PREPARE -> new Prepare(change, ClusterKey.fromText(in.readUTF()));
                case PREPARED -> new Prepared(change, in.readUTF());
                case COMMIT -> new Commit(change);
                case ABORT -> new Abort(change);
                default -> throw new IOException("a message about the key of an unknown kind");
            };
        } catch (IllegalArgumentException noKey) {
            throw new IOException("a new key that is none: " + noKey.getMessage(), noKey);
        }
    }
}
