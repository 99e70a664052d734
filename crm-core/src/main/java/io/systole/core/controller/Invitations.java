package io.systole.core.controller;

import io.systole.core.membership.NodeName;
import io.systole.core.peer.PeerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Members that were invited to follow this DC and do not yet. */
final class Invitations {
    private final Context context;
    private final Roster roster;
    private final long term;
    /** With the time of the first invitation. */
    private final SortedMap<NodeName, Duration> open = new TreeMap<>();

    Invitations(Context context, Roster roster, long term) {
        this.context = context;
        this.roster = roster;
        this.term = term;
    }

    /** Invites a member that does not follow yet. */
    void invite(NodeName node) {
        boolean stranger = context.builds().stranger(node);
        if (!node.equals(context.self()) && !roster.has(node) && context.membership().has(node) && !stranger) {
            open.putIfAbsent(node, context.now().uptime());
            send(node);
        }
    }

    private void send(NodeName node) {
        context.send(node, new PeerMessage.Claim(term, true, roster.acts(), context.builds().own()));
    }

    /** It has joined, or is gone. */
    void close(NodeName node) {
        open.remove(node);
    }

    /** Repeats all, and gives those who were silent for too long. */
    List<NodeName> repeat() {
        open.keySet().removeIf(node -> !context.membership().has(node));
        var silent = new ArrayList<NodeName>();
        open.forEach((node, since) -> {
            send(node);
            if (!patient(since)) {
                silent.add(node);
            }
        });
        return silent;
    }

    boolean none() {
        return open.isEmpty();
    }

    /** For whom to wait before anything is decided, in plain words; empty if for nobody. */
    String wait(String forWhat) {
        for (Map.Entry<NodeName, Duration> each : open.entrySet()) {
            if (patient(each.getValue())) {
                return "waiting for " + each.getKey() + " " + forWhat;
            }
        }
        return "";
    }

    private boolean patient(Duration since) {
        return context.now().since(since).compareTo(context.timeouts().claim().multipliedBy(2)) <= 0;
    }
}
