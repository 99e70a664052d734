package io.systole.messaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jgroups.Address;
import org.jgroups.util.UUID;

/** The only thing that a connection of {@link ProcessWatch} carries: which process speaks, and to which one. */
record Hello(long fromHigh, long fromLow, long toHigh, long toLow) {
    private static final int LENGTH = 4 * Long.BYTES;
    static final int SEALED_LENGTH = LENGTH + SealedFrame.OVERHEAD;

    Hello(Address from, Address to) {
        this(((UUID) from).getMostSignificantBits(), ((UUID) from).getLeastSignificantBits(),
                ((UUID) to).getMostSignificantBits(), ((UUID) to).getLeastSignificantBits());
    }

    Hello answer() {
        return new Hello(toHigh, toLow, fromHigh, fromLow);
    }

    boolean isTo(Address address) {
        UUID uuid = (UUID) address;
        return toHigh == uuid.getMostSignificantBits() && toLow == uuid.getLeastSignificantBits();
    }

    byte[] seal(Sealer sealer) {
        byte[] plain = ByteBuffer.allocate(LENGTH).putLong(fromHigh).putLong(fromLow).putLong(toHigh).putLong(toLow).array();
        return sealer.seal(plain, 0, plain.length);
    }

    static Hello read(byte[] plain) throws IOException {
        if (plain.length != LENGTH) {
            throw new IOException("a hello of " + plain.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(plain);
        return new Hello(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }
}
