package io.systole.core.peer;

import io.systole.core.attribute.AttributeTable;
import io.systole.core.cib.CibPatch;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import io.systole.core.cib.ResourceId;
import io.systole.core.cib.edit.ChangeStamp;
import io.systole.core.cib.history.ChangeRecord;
import io.systole.core.fencing.FencingMessage;
import io.systole.core.membership.FeatureLevels;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import io.systole.core.request.ClusterReply;
import io.systole.core.request.ClusterRequest;
import io.systole.core.throttle.HeldBack;
import io.systole.core.throttle.NodeLoad;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A message between two controllers. {@code term} is the term that the sender believes in. */
public sealed interface PeerMessage {
    /** The term that the sender believes in. */
    long term();

    /** What the sender's build speaks; only messages by which nodes find each other say it. */
    default Optional<FeatureLevels> speaks() {
        return switch (this) {
            case Announce announce -> Optional.of(announce.levels());
            case Claim claim -> Optional.of(claim.levels());
            case Report report -> Optional.of(report.levels());
            default -> Optional.empty();
        };
    }

    /** I have no DC: whoever is DC, take me in. */
    record Announce(long term, FeatureLevels levels) implements PeerMessage {}

    /**
     * I want to be DC in this term, or I am ({@code established}) and take you in.
     *
     * @param established true if the sender was elected for this term already
     * @param backed true if a quorum counts on it as well
     */
    record Claim(long term, boolean established, boolean backed, FeatureLevels levels) implements PeerMessage {}

    /**
     * Yes to a claim, with everything the DC has to know of this member.
     *
     * @param copy what configuration the member has
     * @param history its {@code <lrm_resources>}: what it knows of its resources, running operations included
     * @param released whether {@code wait_for_all} is satisfied for it
     * @param fresh true if it has not joined a DC since its daemon started
     * @param attributes its copy of the attribute table
     * @param transients the transient attributes that its copy of the CIB has of itself
     * @param sinceSupport milliseconds since it helped another DC to its quorum, or since its start
     * @param levels what its build speaks
     * @param featureSet what it announces to agents and tools ({@code #feature-set})
     * @param electorate among whom votes are counted, as far as the member knows; empty: all configured nodes
     */
    record Report(long term, CopyState copy, Element history, boolean released, boolean fresh, AttributeTable attributes,
            SortedMap<String, String> transients, long sinceSupport, FeatureLevels levels, String featureSet, String electorate)
            implements PeerMessage {
        public Report {
            transients = Collections.unmodifiableSortedMap(new TreeMap<>(transients));
        }
    }

    /**
     * No. Answer to a claim or an order.
     *
     * @param term the highest that the sender knows
     * @param refused the term of what is refused; 0 if an older build does not say it
     */
    record Refused(long term, long refused) implements PeerMessage {}

    /** Send me your whole CIB. */
    record CopyRequest(long term) implements PeerMessage {}

    /**
     * A whole CIB. From a DC: take this. To a DC: this is what I have.
     *
     * @param ancestors configurations that this one grew out of
     * @param released whether {@code wait_for_all} is satisfied at the sender
     * @param backed whether a DC with quorum sends this, so that what runs at the receiver may run on
     * @param changes the changes of the configuration that the receiver may not know of
     */
    record Copy(long term, Element cib, List<CopyState> ancestors, boolean released, boolean backed, List<ChangeRecord> changes)
            implements PeerMessage {
        public Copy {
            ancestors = List.copyOf(ancestors);
            changes = List.copyOf(changes);
        }
    }

    /**
     * The next step of the CIB.
     *
     * @param stamp who changed the configuration; empty if the step does not concern it
     */
    record Patch(long term, CibPatch patch, Optional<ChangeStamp> stamp) implements PeerMessage {}

    /** The attribute table of the DC: what the CIB does not hold of node attributes. */
    record Attributes(long term, AttributeTable table) implements PeerMessage {}

    /** I have the CIB up to this version, its configuration on disk. */
    record Ack(long term, CibVersion version) implements PeerMessage {}

    /**
     * The DC lives; please echo.
     *
     * @param backed whether it has a quorum that has echoed lately
     * @param heard the last beat whose echo has come from the receiver; 0 if none
     * @param level the feature level at which all members work together
     * @param held what the DC holds back for now, for people
     */
    record Beat(long term, long sequence, CibVersion version, boolean released, boolean backed, long heard, int level,
            List<HeldBack> held) implements PeerMessage {
        public Beat {
            held = List.copyOf(held);
        }
    }

    /**
     * Answer to a beat.
     *
     * @param load how busy the sender is; empty if it does not know, or its build does not say it
     */
    record Echo(long term, long sequence, CibVersion version, Optional<NodeLoad> load) implements PeerMessage {}

    /** Run this operation. */
    record Execute(long term, OperationRequest request) implements PeerMessage {}

    /** End this recurring operation. */
    record Cancel(long term, OperationKey key, String transitionKey) implements PeerMessage {}

    /** Forget this resource. */
    record Forget(long term, ResourceId resource) implements PeerMessage {}

    /** Your resources are stopped: leave the cluster. */
    record Leave(long term) implements PeerMessage {}

    /** I am DC no longer and leave; elect another. */
    record Resign(long term) implements PeerMessage {}

    /**
     * What became of an operation on the sender.
     *
     * @param sequence counts the results of this sender, for {@link ResultAck}
     * @param resource {@code <lrm_resource>} with the history entries to be recorded; none for an operation that is not recorded
     */
    record Result(
            long term,
            long sequence,
            OperationKey key,
            String transitionKey,
            ExecutionStatus status,
            int exitCode,
            long callId,
            String exitReason,
            Element resource)
            implements PeerMessage {}

    /** All results up to this one are recorded. */
    record ResultAck(long term, long sequence) implements PeerMessage {}

    /** A client of the sender asks for this. */
    record Forward(long term, long id, ClusterRequest request) implements PeerMessage {}

    /** What fencers say to each other; terms do not matter to them. */
    record Fencing(FencingMessage message) implements PeerMessage {
        @Override
        public long term() {
            return 0;
        }
    }

    /** The answer to a forwarded request. */
    record Reply(long term, long id, ClusterReply reply) implements PeerMessage {}

    /**
     * Something of a newer build that this one does not know. Never sent.
     *
     * @param what what it is, for people
     * @param request the id that an answer must bear; empty if none is expected
     */
    record NotUnderstood(long term, String what, OptionalLong request) implements PeerMessage {}
}
