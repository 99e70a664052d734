package io.systole.core.cib.acl;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A permission with what it selects (C-175).
 *
 * @param rule what it says, and its name
 * @param selects what it is about
 */
record AclPermission(AclRule rule, Selection selects) {
    /** What a permission is about. */
    sealed interface Selection {}

    /** Whatever an XPath selects. */
    record Path(String xpath) implements Selection {}

    /** Any element with this id. */
    record Reference(String id) implements Selection {}

    /** All elements of a tag; with an attribute: only those that have it. */
    record Type(String tag, String attribute) implements Selection {}

    /** The roles of somebody: those of his own targets, then those of his groups (C-174). */
    static Set<String> roles(Cib cib, Subject subject) {
        var roles = new LinkedHashSet<String>();
        for (Element holder : cib.section("acls").children()) {
            String name = holder.get("name", holder.get("id", ""));
            boolean his = switch (holder.name()) {
                case "acl_target", "acl_user" -> name.equals(subject.user());
                case "acl_group" -> subject.groups().contains(name);
                default -> false;
            };
            if (his) {
                holder.children().stream().filter(each -> each.is("role") || each.is("role_ref"))
                        .forEach(role -> roles.add(role.get("id", "")));
                if (holder.is("acl_user")) {
                    roles.add(holder.get("id", ""));
                }
            }
        }
        return roles;
    }

    /** The permissions of somebody with these roles; a user of the first generation may hold some himself. */
    static List<AclPermission> of(Cib cib, Set<String> roles) {
        var permissions = new ArrayList<AclPermission>();
        for (Element holder : cib.section("acls").children()) {
            if ((holder.is("acl_role") || holder.is("acl_user")) && roles.contains(holder.get("id", ""))) {
                holder.children().forEach(child -> of(holder.get("id", ""), child).ifPresent(permissions::add));
            }
        }
        return permissions;
    }

    private static Optional<AclPermission> of(String role, Element element) {
        String kind = element.is("acl_permission") ? element.get("kind", "") : element.name();
        Optional<AclRule.Kind> said = switch (kind.toLowerCase(Locale.ROOT)) {
            case "read" -> Optional.of(AclRule.Kind.READ);
            case "write" -> Optional.of(AclRule.Kind.WRITE);
            case "deny" -> Optional.of(AclRule.Kind.DENY);
            default -> Optional.empty();
        };
        return said.flatMap(known -> selection(element)
                .map(selected -> new AclPermission(new AclRule(known, role, element.get("id", "")), selected)));
    }

    private static Optional<Selection> selection(Element element) {
        String reference = element.get("reference", element.get("ref"));
        String type = element.get("object-type", element.get("tag"));
        if (element.get("xpath") != null) {
            return Optional.of(new Path(element.get("xpath")));
        }
        if (reference != null) {
            return Optional.of(new Reference(reference));
        }
        return Optional.ofNullable(type).map(tag -> new Type(tag, element.get("attribute", "")));
    }
}
