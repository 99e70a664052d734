package io.systole.messaging;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.util.UUID;

/**
 * A JGroups address that says which node and which incarnation it belongs to, so that a view names its members without a
 * further exchange. Authentic because every datagram is sealed. Two addresses are equal if their random parts are.
 *
 * <p>Public, with a constructor without arguments, only because JGroups makes instances by reflection.
 */
public final class MemberAddress extends UUID {
    /** JGroups' number of this class on the wire; numbers from 1024 are free for applications. */
    private static final short WIRE_NUMBER = 5405;

    private Member member;

    /** For JGroups, which then calls {@link #readFrom}. */
    public MemberAddress() {}

    private MemberAddress(Member member, byte[] random) {
        super(random);
        this.member = member;
    }

    static synchronized void register() {
        ClassConfigurator.addIfAbsent(WIRE_NUMBER, MemberAddress.class);
    }

    static MemberAddress of(Member member) {
        return new MemberAddress(member, generateRandomBytes());
    }

    Member member() {
        return member;
    }

    NodeName node() {
        return member.name();
    }

    @Override
    public Supplier<? extends UUID> create() {
        return MemberAddress::new;
    }

    @Override
    public UUID copy() {
        return this;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        super.writeTo(out);
        out.writeLong(member.incarnation());
        out.writeUTF(member.name().value());
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        super.readFrom(in);
        long incarnation = in.readLong();
        String name = in.readUTF();
        if (name.isEmpty()) {
            throw new IOException("a member address without a node name");
        }
        member = new Member(new NodeName(name), incarnation);
    }

    @Override
    public int serializedSize() {
        return super.serializedSize() + Long.BYTES + Short.BYTES + modifiedUtf8Length(member.name().value());
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public String toString() {
        return Objects.toString(member);
    }

    /** The length that {@link DataOutput#writeUTF} writes. */
    private static int modifiedUtf8Length(String text) {
        return text.chars().map(c -> c >= 1 && c <= 0x7F ? 1 : c <= 0x7FF ? 2 : 3).sum();
    }
}
