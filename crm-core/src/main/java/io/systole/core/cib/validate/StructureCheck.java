package io.systole.core.cib.validate;

import io.systole.core.cib.Element;
import java.util.List;

/** What groups, clones and bundles may contain. */
final class StructureCheck {
    private StructureCheck() {}

    static void run(ConfigurationIndex index, Findings findings) {
        index.cib().section("resources").tree().filter(ConfigurationIndex::isResource).forEach(resource -> {
            List<Element> members = resource.children().stream()
                    .filter(child -> ConfigurationIndex.isResource(child) || child.is("template")).toList();
            switch (resource.name()) {
                case "group" -> group(resource, members, findings);
                case "clone", "master" -> clone(resource, members, findings);
                case "bundle" -> bundle(resource, members, findings);
                default -> {
                    // A primitive has no members; the grammar sees to that.
                }
            }
        });
    }

    private static void group(Element group, List<Element> members, Findings findings) {
        if (members.isEmpty()) {
            findings.error(group, "the group is empty; give it at least one primitive, or delete it");
        }
        for (Element member : members) {
            if (member.is("group")) {
                findings.error(group, "it contains " + findings.where(member)
                        + ", but a group cannot contain a group; put its members into " + Findings.named(group)
                        + " directly, or join the two by colocation and order");
            } else if (!member.is("primitive")) {
                findings.error(group, "it contains " + findings.where(member) + ", but a group can only contain primitives; "
                        + (member.is("template") ? "define the template outside" : "join the two by colocation and order"));
            }
        }
    }

    private static void clone(Element clone, List<Element> members, Findings findings) {
        if (members.size() != 1) {
            findings.error(clone, (members.isEmpty() ? "it has nothing to clone" : "it contains " + members.size() + " resources")
                    + "; a " + clone.name() + " contains exactly one primitive or group"
                    + (members.isEmpty() ? "" : "; make a group of them, or a clone of each"));
        }
        for (Element member : members) {
            if (!member.is("primitive") && !member.is("group")) {
                findings.error(clone, "it contains " + findings.where(member) + ", but only a primitive or a group can be cloned");
            }
        }
    }

    private static void bundle(Element bundle, List<Element> members, Findings findings) {
        if (members.size() > 1) {
            findings.error(bundle, "it contains " + members.size() + " primitives; a bundle contains at most one");
        }
        boolean container = bundle.children().stream().anyMatch(child -> child.is("docker") || child.is("podman") || child.is("rkt"));
        if (!container) {
            findings.error(bundle, "it does not say how containers are run; add a <podman image=\"…\"/> element");
        }
    }
}
