package io.systole.shell.format;

import java.time.ZoneId;
import java.util.EnumSet;
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
        ZoneId zone) {
    public StatusView {
        sections = sections.isEmpty() ? EnumSet.noneOf(Section.class) : EnumSet.copyOf(sections);
    }

    /** What {@code crm_mon -1} shows. */
    public static StatusView plain(ZoneId zone) {
        return new StatusView(Section.defaults(), false, false, false, false, false, false, 1, "", "", "", zone);
    }

    boolean shows(Section section) {
        return sections.contains(section);
    }

    boolean showsNode(String name) {
        return node.isEmpty() || node.equals(name);
    }
}
