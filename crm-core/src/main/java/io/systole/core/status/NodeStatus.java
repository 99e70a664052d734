package io.systole.core.status;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A node.
 *
 * @param name its name
 * @param id its id in the CIB
 * @param kind member, remote or guest
 * @param state the state in words, for example {@code standby} or {@code UNCLEAN (offline)}
 * @param online it is a working member
 * @param pending it is on its way in
 * @param unclean its state is not known
 * @param uncleanReason why; empty if it is clean
 * @param standby it may not run resources
 * @param standbyOnFail that is so because of a failure
 * @param maintenance its resources are left alone
 * @param shuttingDown it asked to leave
 * @param expectedUp it should be there
 * @param dc it is the designated coordinator
 * @param featureSet its generation of the CIB and messages; empty if not known
 * @param health worst of its health attributes
 * @param attributes node attributes that people set or agents report, by name
 * @param expected what attributes with a connectivity would have if all hosts answered, by the attribute's name
 * @param hosted primitives active there, in the order found; those that nobody configured too
 * @param guest what it is a guest of; empty for other nodes
 */
public record NodeStatus(
        String name,
        String id,
        Kind kind,
        String state,
        boolean online,
        boolean pending,
        boolean unclean,
        String uncleanReason,
        boolean standby,
        boolean standbyOnFail,
        boolean maintenance,
        boolean shuttingDown,
        boolean expectedUp,
        boolean dc,
        String featureSet,
        Health health,
        SequencedMap<String, String> attributes,
        SequencedMap<String, Integer> expected,
        List<PrimitiveStatus> hosted,
        Optional<Guest> guest) {
    public NodeStatus {
        attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
        expected = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(expected));
        hosted = List.copyOf(hosted);
    }

    /** Configured primitives active there, in the order found. */
    public List<PrimitiveStatus> running() {
        return hosted.stream().filter(resource -> !resource.implicit()).toList();
    }

    /** True if there is nothing to say but that it is online or offline. */
    public boolean plain() {
        return !unclean && !pending && !standby && !standbyOnFail && !maintenance && health == Health.GREEN;
    }

    /**
     * Where a guest is.
     *
     * @param container the resource that it runs in
     * @param host the node that the container is on; empty if it is on none
     */
    public record Guest(String container, String host) {}

    /** What sort of node it is. */
    public enum Kind {
        MEMBER,
        REMOTE,
        GUEST
    }

    /** How healthy a node says it is. */
    public enum Health {
        GREEN,
        YELLOW,
        RED
    }
}
