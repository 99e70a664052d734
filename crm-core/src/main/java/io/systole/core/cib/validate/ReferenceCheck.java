package io.systole.core.cib.validate;

import io.systole.core.cib.Element;
import io.systole.core.wording.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** References by name other than those in constraints: templates, tags, access rules, fencing levels. */
final class ReferenceCheck {
    private final ConfigurationIndex index;
    private final Findings findings;

    private ReferenceCheck(ConfigurationIndex index, Findings findings) {
        this.index = index;
        this.findings = findings;
    }

    static void run(ConfigurationIndex index, Findings findings) {
        var check = new ReferenceCheck(index, findings);
        check.templates();
        check.tags();
        check.roles();
        check.fencingLevels();
    }

    private void templates() {
        for (Element resource : index.resources().values()) {
            String template = resource.get("template");
            if (template != null && !index.templates().containsKey(template)) {
                findings.error(resource, "there is no template \"" + template + "\""
                        + Nearest.hint(template, index.templates().keySet(), "define it, or give the primitive class and type"));
            }
        }
    }

    private void tags() {
        Set<String> ids = new HashSet<>();
        index.cib().configuration().tree().filter(element -> !element.is("obj_ref") && element.id() != null)
                .forEach(element -> ids.add(element.id()));
        for (Element tag : index.tags().values()) {
            for (Element reference : tag.children("obj_ref")) {
                String id = reference.id();
                if (id != null && !ids.contains(id)) {
                    findings.error(tag, "there is nothing with the id \"" + id + "\"" + index.hint(id, "remove it from the tag"));
                }
            }
            loop(tag, new ArrayList<>());
        }
    }

    /** A tag of tags is fine unless one of them leads back. */
    private void loop(Element tag, List<String> path) {
        if (path.contains(tag.id())) {
            if (path.getFirst().equals(tag.id())) {
                findings.error(tag, "the tag contains itself (" + String.join(" → ", path) + " → " + tag.id() + "); break the loop");
            }
            return;
        }
        path.add(tag.id());
        for (Element reference : tag.children("obj_ref")) {
            Element next = index.tags().get(reference.id());
            if (next != null) {
                loop(next, path);
            }
        }
        path.removeLast();
    }

    private void roles() {
        Element acls = index.cib().section("acls");
        Set<String> roles = new HashSet<>();
        acls.children("acl_role").forEach(role -> roles.add(role.id()));
        for (Element holder : acls.children()) {
            for (Element reference : holder.children()) {
                boolean isReference = reference.is("role") || reference.is("role_ref");
                if (isReference && reference.id() != null && !roles.contains(reference.id())) {
                    findings.error(holder, "there is no acl_role \"" + reference.id() + "\"; define it, or remove the reference");
                }
            }
        }
    }

    private void fencingLevels() {
        for (Element level : index.cib().section("fencing-topology").children("fencing-level")) {
            for (String device : level.get("devices", "").split("[\\s,]+")) {
                if (!device.isEmpty() && !index.resources().containsKey(device)) {
                    findings.warning(level, "there is no fence device \"" + device + "\""
                            + index.hint(device, "the level fails until it is defined"));
                }
            }
        }
    }
}
