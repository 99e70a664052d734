package io.systole.messaging;

import io.systole.core.arbitration.GrantRequest;
import io.systole.core.membership.NodeName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.TreeSet;

/**
 * What a node and an arbitrator say to each other, before it is sealed. Bytes behind the known ones are ignored, so that newer
 * programs may add some.
 */
sealed interface ArbitratorMessage {
    /** The sealing purpose of questions; an answer can never be taken for one. */
    String QUESTION = "arbitrator question";
    String ANSWER = "arbitrator answer";

    int MOST_NODES = 1024;
    int ASK = 1;
    int RELEASE = 2;
    int REPLY = 3;
    int NEW_KEY = 4;
    int CHECK = 5;
    int DONE = 6;

    /** A request for the grant; {@code id} comes back in the reply. */
    record Ask(long id, GrantRequest request) implements ArbitratorMessage {}

    /** The grant is not needed any more. */
    record Release(NodeName holder, long term, long number) implements ArbitratorMessage {}

    /** Yes or no. */
    record Reply(long id, boolean granted, String reason) implements ArbitratorMessage {}

    /** Keep this key: it may soon be the cluster's. */
    record NewKey(long id, ClusterKey key) implements ArbitratorMessage {}

    /** Do you hear us? */
    record Check(long id) implements ArbitratorMessage {}

    /** Heard, and done if there is no problem. */
    record Done(long id, String problem) implements ArbitratorMessage {}

    /** The bytes of a message. */
    static byte[] write(ArbitratorMessage message) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            switch (message) {
                case Ask ask -> {
                    out.writeByte(ASK);
                    out.writeLong(ask.id());
                    out.writeUTF(ask.request().asker().value());
                    out.writeLong(ask.request().term());
                    out.writeLong(ask.request().number());
                    out.writeLong(ask.request().validity().toMillis());
                    out.writeInt(ask.request().part().size());
                    for (NodeName node : ask.request().part()) {
                        out.writeUTF(node.value());
                    }
                }
                case Release release -> {
                    out.writeByte(RELEASE);
                    out.writeUTF(release.holder().value());
                    out.writeLong(release.term());
                    out.writeLong(release.number());
                }
                case Reply reply -> {
                    out.writeByte(REPLY);
                    out.writeLong(reply.id());
                    out.writeBoolean(reply.granted());
                    out.writeUTF(reply.reason());
                }
                case NewKey offer -> {
                    out.writeByte(NEW_KEY);
                    out.writeLong(offer.id());
                    out.writeUTF(offer.key().toText());
                }
                case Check check -> {
                    out.writeByte(CHECK);
                    out.writeLong(check.id());
                }
                case Done done -> {
                    out.writeByte(DONE);
                    out.writeLong(done.id());
                    out.writeUTF(done.problem());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory cannot fail", impossible);
        }
        return bytes.toByteArray();
    }

    /** The message in these bytes; IOException for anything else. */
    static ArbitratorMessage read(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return switch (in.readByte()) {
                case ASK -> ask(in);
                case RELEASE -> new Release(name(in), in.readLong(), in.readLong());
                case REPLY -> new Reply(in.readLong(), in.readBoolean(), in.readUTF());
                case NEW_KEY -> new NewKey(in.readLong(), ClusterKey.fromText(in.readUTF()));
                case CHECK -> new Check(in.readLong());
                case DONE -> new Done(in.readLong(), in.readUTF());
                default -> throw new IOException("a message of an unknown kind");
            };
        } catch (IllegalArgumentException noKey) {
            throw new IOException("a new key that is none: " + noKey.getMessage(), noKey);
        }
    }

    private static Ask ask(DataInputStream in) throws IOException {
        long id = in.readLong();
        NodeName asker = name(in);
        long term = in.readLong();
        long number = in.readLong();
        long validity = in.readLong();
        int count = in.readInt();
        if (validity < 1 || validity > Duration.ofHours(1).toMillis() || count < 1 || count > MOST_NODES) {
            throw new IOException("a request for " + validity + " ms and " + count + " nodes");
        }
        var part = new TreeSet<NodeName>();
        for (int i = 0; i < count; i++) {
            part.add(name(in));
        }
        return new Ask(id, new GrantRequest(asker, term, number, part, Duration.ofMillis(validity)));
    }

    private static NodeName name(DataInputStream in) throws IOException {
        String name = in.readUTF();
        if (name.isEmpty()) {
            throw new IOException("a node without a name");
        }
        return new NodeName(name);
    }
}
