package io.systole.core.cib.edit;

import io.systole.core.cib.Element;
import io.systole.core.cib.path.CibPath;
import io.systole.core.cib.path.Spot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fixed parts of every CIB: they may be addressed even where a CIB has not got them yet (C-151). */
final class Sections {
    private static final Set<String> OF_CIB = Set.of("configuration", "status");
    private static final Set<String> OF_CONFIGURATION = Set.of("crm_config", "rsc_defaults", "op_defaults", "nodes", "resources",
            "constraints", "fencing-topology", "acls", "tags", "alerts");

    private Sections() {}

    static boolean isSection(Element element) {
        return element.id() == null && (OF_CIB.contains(element.name()) || OF_CONFIGURATION.contains(element.name()));
    }

    /** The element that the path selects; a missing section is added, in the tree that the returned spot belongs to. */
    static Optional<Spot> parent(Element root, String path) {
        CibPath parsed = CibPath.parse(path);
        Optional<Spot> found = parsed.find(root);
        List<String> tags = parsed.plainTags();
        boolean section = tags.size() == 2 && OF_CIB.contains(tags.get(1))
                || tags.size() == 3 && tags.get(1).equals("configuration") && OF_CONFIGURATION.contains(tags.get(2));
        return found.isPresent() || !section || !root.is(tags.getFirst()) ? found : parsed.find(withTags(root, tags, 1));
    }

    /** Where a section belongs that the CIB has not got; empty for anything else. */
    static Optional<Spot> parentOfSection(Element root, Element section) {
        if (!isSection(section)) {
            return Optional.empty();
        }
        return parent(root, OF_CIB.contains(section.name()) ? "/cib" : "/cib/configuration");
    }

    private static Element withTags(Element element, List<String> tags, int at) {
        if (at == tags.size()) {
            return element;
        }
        Optional<Element> child = element.child(tags.get(at));
        return child.isPresent()
                ? element.replacing(child.get(), withTags(child.get(), tags, at + 1))
                : element.plus(withTags(Element.of(tags.get(at)), tags, at + 1));
    }
}
