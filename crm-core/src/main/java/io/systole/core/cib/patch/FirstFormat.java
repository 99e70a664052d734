package io.systole.core.cib.patch;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Patches in the format of Pacemaker before 1.1.12, which old files and scripts still hold: one tree of what is removed and one of what
 * is added. In both an element stands for that of the same tag and id. One with a marker is removed or added as a whole; of the others,
 * which only lead there, the attributes are removed or set. What is to be removed and is not there any more counts as removed.
 */
final class FirstFormat {
    private static final String MARKER = "__crm_diff_marker__";
    private static final String REMOVED = "removed:top";
    private static final String ADDED = "added:top";

    private FirstFormat() {}

    /** True for a patch that says this format, or none. */
    static boolean is(Element diff) {
        return diff.is("diff") && diff.get("format", "1").equals("1")
                && (diff.child("diff-removed").isPresent() || diff.child("diff-added").isPresent());
    }

    /** The same patch in format 2, as it changes this CIB: the versions in it are those of the patch. */
    static Element second(Element diff, Cib meantFor) {
        Optional<Element> removed = diff.child("diff-removed").flatMap(part -> part.child("cib"));
        Optional<Element> added = diff.child("diff-added").flatMap(part -> part.child("cib"));
        Element without = removed.map(part -> without(meantFor.root(), part)).orElse(meantFor.root());
        Element with = added.map(part -> with(without, part)).orElse(without);
        CibVersion source = version(diff.child("diff-removed"), removed, meantFor.version());
        CibVersion target = version(diff.child("diff-added"), added, meantFor.version().nextUpdate());
        return CibDiff.between(meantFor.withVersion(source), Cib.of(with).withVersion(target)).diff();
    }

    private static Element without(Element element, Element part) {
        Element rest = element;
        for (var attribute : part.attributes().entrySet()) {
            // A version stays what it is until the other tree sets it.
            if (!attribute.getKey().equals("id") && !part.is("cib")) {
                rest = rest.with(attribute.getKey(), null);
            }
        }
        var children = new ArrayList<>(rest.children());
        for (Element child : part.children()) {
            int at = match(children, child);
            if (at >= 0 && REMOVED.equals(child.get(MARKER))) {
                children.remove(at);
            } else if (at >= 0) {
                children.set(at, without(children.get(at), child));
            }
        }
        return rest.withChildren(children);
    }

    private static Element with(Element element, Element part) {
        Element more = element;
        for (var attribute : part.attributes().entrySet()) {
            if (!attribute.getKey().equals(MARKER)) {
                more = more.with(attribute.getKey(), attribute.getValue());
            }
        }
        var children = new ArrayList<>(more.children());
        for (Element child : part.children()) {
            int at = match(children, child);
            if (at < 0) {
                children.add(unmarked(child));
            } else if (ADDED.equals(child.get(MARKER)) && child.id() == null) {
                children.add(unmarked(child));
            } else {
                children.set(at, with(children.get(at), child));
            }
        }
        return more.withChildren(children);
    }

    private static int match(List<Element> children, Element wanted) {
        for (int i = 0; i < children.size(); i++) {
            Element child = children.get(i);
            if (child.is(wanted.name()) && (wanted.id() == null || wanted.id().equals(child.id()))) {
                return i;
            }
        }
        return -1;
    }

    private static Element unmarked(Element element) {
        return element.with(MARKER, null).withChildren(element.children().stream().map(FirstFormat::unmarked).toList());
    }

    /** Versions stand on the part itself or on its {@code <cib>}. */
    private static CibVersion version(Optional<Element> part, Optional<Element> cib, CibVersion usual) {
        try {
            return new CibVersion(number(part, cib, "admin_epoch", usual.adminEpoch()), number(part, cib, "epoch", usual.epoch()),
                    number(part, cib, "num_updates", usual.numUpdates()));
        } catch (NumberFormatException unreadable) {
            throw new IllegalArgumentException("a version in the patch has a part that is no number", unreadable);
        }
    }

    private static long number(Optional<Element> part, Optional<Element> cib, String name, long usual) {
        return part.flatMap(each -> each.attribute(name)).or(() -> cib.flatMap(each -> each.attribute(name))).map(Long::parseLong)
                .orElse(usual);
    }
}
