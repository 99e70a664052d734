package io.systole.shell.format;

import io.systole.core.operation.ResultText;
import io.systole.core.status.BundleStatus;
import io.systole.core.status.ClusterStatus;
import io.systole.core.status.FailedAction;
import io.systole.core.status.GroupStatus;
import io.systole.core.status.PrimitiveStatus;
import io.systole.core.status.ResourceStatus;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What of the status is shown and how.
 *
 * @param sections the parts
 * @param byNode resources below their nodes ({@code -n})
 * @param inactive also what is stopped ({@code -r})
 * @param detail ids of nodes, single instances of clones, technical failure texts ({@code -R})
 * @param brief counts by agent instead of resources ({@code -b})
 * @param timing times of operations ({@code -t})
 * @param description the free texts of resources ({@code --show-description})
 * @param fencing how much of the fencing history: 0 nothing, 1 what has failed or is pending, 2 also successes, 3 all there is ({@code -m})
 * @param banPrefix only bans whose id begins so
 * @param node only this node; empty = all
 * @param resource only this resource; empty = all
 * @param zone in which times are shown
 * @param pending what is being done counts as state ({@code Starting}…)
 * @param dialect whose words are used
 */
public record StatusView(
        Set<Section> sections,
        boolean byNode,
        boolean inactive,
        boolean detail,
        boolean brief,
        boolean timing,
        boolean description,
        int fencing,
        String banPrefix,
        String node,
        String resource,
        ZoneId zone,
        boolean pending,
        Dialect dialect) {
    public StatusView {
        sections = sections.isEmpty() ? EnumSet.noneOf(Section.class) : EnumSet.copyOf(sections);
    }

    /** What {@code crm_mon -1} shows. */
    public static StatusView plain(ZoneId zone) {
        return new StatusView(Section.defaults(), false, false, false, false, false, false, 1, "", "", "", zone, true, Dialect.MONITOR);
    }

    /** Everything there is, as XML shows it. */
    public static StatusView all(ZoneId zone) {
        return new StatusView(EnumSet.allOf(Section.class), false, true, true, false, true, false, 3, "", "", "", zone, true,
                Dialect.MONITOR);
    }

    /** What {@code crm_simulate} shows before a transition, and ({@code after}) behind it (T-9, T-21, T-68, T-82, T-83). */
    public static StatusView simulation(boolean after, boolean attributes, boolean failCounts, ZoneId zone) {
        var sections = EnumSet.of(Section.NODES, Section.RESOURCES);
        if (attributes) {
            sections.add(Section.ATTRIBUTES);
        }
        if (failCounts) {
            sections.addAll(Set.of(Section.FAILCOUNTS, Section.FAILURES));
        }
        return new StatusView(sections, false, true, false, false, false, false, 0, "", "", "", zone, !after, Dialect.SIMULATION);
    }

    String exitCode(int rc) {
        return dialect == Dialect.MONITOR ? Texts.exitCode(rc) : ResultText.exitCode(rc);
    }

    String executionStatus(int status) {
        return dialect == Dialect.MONITOR ? Texts.executionStatus(status) : ResultText.executionStatus(status);
    }

    /** The exit text of a failed probe, which comes with a capital. */
    String probe(String text) {
        return dialect == Dialect.MONITOR ? text.toLowerCase(Locale.ROOT) : text;
    }

    boolean shows(Section section) {
        return sections.contains(section);
    }

    boolean showsNode(String name) {
        return node.isEmpty() || node.equals(name);
    }

    /** True for the one resource that is wished, or what contains it, if it runs on the one node that is wished, or nowhere. */
    boolean showsResource(ResourceStatus shown) {
        boolean named = resource.isEmpty() || shown.id().equals(resource)
                || shown.primitives().anyMatch(each -> each.name().equals(resource) || each.id().equals(resource))
                || shown instanceof BundleStatus bundle && bundle.replicas().stream().flatMap(replica -> replica.parts().stream())
                        .anyMatch(part -> showsPart(bundle, part));
        boolean here = shown.primitives().anyMatch(each -> each.activeOn().stream().anyMatch(place -> place.node().equals(node)));
        boolean nowhere = shown.primitives().allMatch(each -> each.activeOn().isEmpty());
        return named && (node.isEmpty() || here || inactive && nowhere);
    }

    /** True if all of a group is wished, or this member of it. */
    boolean showsMember(GroupStatus group, PrimitiveStatus member) {
        boolean wished = resource.isEmpty() || resource.equals(group.id()) || resource.equals(member.name())
                || resource.equals(member.id());
        // A clone of the group may be what is wished.
        return wished || group.children().stream().noneMatch(each -> resource.equals(each.name()) || resource.equals(each.id()));
    }

    /** True for an instance of a clone that runs on the one node that is wished, or nowhere. */
    boolean showsInstance(ResourceStatus instance) {
        return node.isEmpty()
                || instance.primitives().flatMap(each -> each.activeOn().stream()).allMatch(place -> place.node().equals(node));
    }

    /** Where nodes are told with what they run: true for what is not wholly active, so that not all of it stands there. */
    boolean showsBesideNodes(ResourceStatus shown) {
        return !shown.active(true) && !(shown instanceof PrimitiveStatus primitive && primitive.removed());
    }

    /** True if all of a bundle is wished, or this part of a replica. */
    boolean showsPart(BundleStatus bundle, PrimitiveStatus part) {
        return resource.isEmpty() || resource.equals(bundle.id()) || resource.equals(part.name()) || resource.equals(part.id());
    }

    /** True for a replica of which something runs on the one node that is wished, or nothing anywhere. */
    boolean showsReplica(BundleStatus.Replica replica) {
        return node.isEmpty() || replica.parts().stream().allMatch(part -> part.activeOn().isEmpty())
                || replica.parts().stream().flatMap(part -> part.activeOn().stream()).anyMatch(place -> place.node().equals(node));
    }

    boolean showsFailure(FailedAction failure) {
        return showsNode(failure.node()) && (resource.isEmpty() || resource.equals(failure.resource()));
    }

    boolean showsBan(ClusterStatus.Ban ban) {
        return ban.constraint().startsWith(banPrefix) && showsNode(ban.node()) && (resource.isEmpty() || resource.equals(ban.resource()));
    }
}
