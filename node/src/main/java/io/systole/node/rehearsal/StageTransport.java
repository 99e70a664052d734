package io.systole.node.rehearsal;

import io.systole.core.membership.Member;
import io.systole.core.membership.NodeName;
import io.systole.core.spi.ClusterTransport;
import java.util.SortedSet;

/** One node's way to the others on the stage. */
final class StageTransport implements ClusterTransport {
    private final Stage stage;
    private final Member self;
    private Listener listener;

    StageTransport(Stage stage, Member self) {
        this.stage = stage;
        this.self = self;
    }

    Member self() {
        return self;
    }

    @Override
    public void start(Listener heard) {
        listener = heard;
        stage.enter(this);
    }

    void members(SortedSet<Member> members) {
        listener.onMembership(members, false);
    }

    void message(NodeName from, byte[] message) {
        listener.onMessage(from, message);
    }

    @Override
    public void send(NodeName to, byte[] message) {
        stage.carry(self.name(), to, message);
    }

    @Override
    public void broadcast(byte[] message) {
        stage.carryToOthers(self.name(), message);
    }

    @Override
    public void close() {
        stage.leave(this);
    }
}
