package io.systole.core.cib.acl;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody may do with one CIB, by the ACLs that stand in it. Costs a pass over the CIB for each question. */
public final class Access {
    private static final List<String> TRUE = List.of("true", "yes", "y", "on", "1");

    private final Cib cib;
    private final Subject subject;
    private final Set<String> roles;
    private final List<AclPermission> permissions;

    private Access(Cib cib, Subject subject) {
        this.cib = cib;
        this.subject = subject;
        this.roles = AclPermission.roles(cib, subject);
        this.permissions = AclPermission.of(cib, roles);
    }

    /** The limits that this CIB sets to somebody; empty if there are none. */
    public static Optional<Access> limits(Cib cib, Subject subject) {
        return subject.unlimited() || !enabled(cib) ? Optional.empty() : Optional.of(new Access(cib, subject));
    }

    /** True if ACLs count at all: {@code enable-acl=true}. */
    public static boolean enabled(Cib cib) {
        return cib.section("crm_config").children("cluster_property_set").stream().flatMap(set -> set.children("nvpair").stream())
                .filter(pair -> "enable-acl".equals(pair.get("name"))).map(pair -> pair.get("value", "").toLowerCase(Locale.ROOT))
                .findFirst().filter(TRUE::contains).isPresent();
    }

    /**
     * What may be read: elements that are denied are left out; those around readable ones stay with nothing but their id (C-177).
     *
     * @return empty if nothing may be read
     */
    public Optional<Cib> readable() {
        var marks = new AclMarks(cib.root(), permissions);
        Element root = readable(cib.root(), AclMarks.ROOT, null, marks);
        return Optional.ofNullable(root).map(Cib::of);
    }

    private static Element readable(Element element, String key, AclRule around, AclMarks marks) {
        AclRule rule = marks.at(key, around);
        var children = new ArrayList<Element>();
        boolean same = true;
        for (int i = 0; i < element.children().size(); i++) {
            Element child = element.children().get(i);
            Element kept = readable(child, AclMarks.child(key, i), rule, marks);
            same &= kept == child;
            if (kept != null) {
                children.add(kept);
            }
        }
        if (rule != null && rule.reads()) {
            return same ? element : element.withChildren(children);
        }
        return children.isEmpty() ? null : Element.of(element.name(), "id", element.id()).withChildren(children);
    }

    /**
     * The whole CIB with an element {@code <access level="denied|readable|writable"/>} before each element of which another thing
     * holds than of the one around it; for people who want to see what their rules mean. All of it lies in a wrapper.
     */
    public Element annotated() {
        var children = new ArrayList<Element>();
        annotated(cib.root(), AclMarks.ROOT, null, "", new AclMarks(cib.root(), permissions), children);
        return Element.of("access-view").withChildren(children);
    }

    private static void annotated(Element element, String key, AclRule around, String former, AclMarks marks, List<Element> into) {
        AclRule rule = marks.at(key, around);
        String level = rule == null || !rule.reads() ? "denied" : rule.writes() ? "writable" : "readable";
        if (!level.equals(former)) {
            into.add(Element.of("access", "level", level));
        }
        var children = new ArrayList<Element>();
        for (int i = 0; i < element.children().size(); i++) {
            annotated(element.children().get(i), AclMarks.child(key, i), rule, level, marks, children);
        }
        into.add(element.withChildren(children));
    }

    /**
     * Why this change is not allowed: a sentence that names the element and the rule; empty if it is allowed. The rules are
     * those of the CIB before the change (C-178, C-179).
     */
    public Optional<String> refusal(Cib after) {
        return new WriteCheck(new AclMarks(cib.root(), permissions), new AclMarks(after.root(), permissions))
                .compare(cib.root(), after.root()).map(offence -> subject + " may not " + offence.what() + ": " + why(offence.rule()));
    }

    /** A sentence for somebody who may not even read anything. */
    public String nothingReadable() {
        return subject + " may read nothing of the CIB: " + why(null);
    }

    private String why(AclRule rule) {
        if (rule != null) {
            return rule + (rule.reads() ? " allows only to read it" : " denies it");
        }
        return roles.isEmpty() ? "ACLs are enabled, and no acl_target or acl_group gives " + subject + " a role"
                : "no rule of the role" + (roles.size() == 1 ? " " : "s ") + String.join(", ", roles) + " allows it";
    }
}
