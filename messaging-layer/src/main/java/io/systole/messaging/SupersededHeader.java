package io.systole.messaging;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Supplier;
import org.jgroups.Header;
import org.jgroups.conf.ClassConfigurator;

/**
 * Says to a daemon that the cluster has a newer one of its name. Authentic because every datagram is sealed.
 *
 * <p>Public, with a constructor without arguments, only because JGroups makes instances by reflection.
 */
public final class SupersededHeader extends Header {
    /** JGroups' number of this class, and of the protocol that sends it, on the wire; numbers from 1024 are free for applications. */
    static final short WIRE_NUMBER = 5406;

    private MemberAddress successor;

    /** For JGroups, which then calls {@link #readFrom}. */
    public SupersededHeader() {}

    SupersededHeader(MemberAddress successor) {
        this.successor = successor;
    }

    static synchronized void register() {
        ClassConfigurator.addIfAbsent(WIRE_NUMBER, SupersededHeader.class);
    }

    MemberAddress successor() {
        return successor;
    }

    @Override
    public short getMagicId() {
        return WIRE_NUMBER;
    }

    @Override
    public Supplier<? extends Header> create() {
        return SupersededHeader::new;
    }

    @Override
    public int serializedSize() {
        return successor.serializedSize();
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        successor.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        successor = new MemberAddress();
        successor.readFrom(in);
    }
}
