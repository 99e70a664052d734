package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.List;
import java.util.Locale;

/** Reads {@code role}, {@code acl_target} and {@code acl_group}. */
final class AclParser {
    private static final List<String> KINDS = List.of("read", "write", "deny");

    private final Words words;
    private final Ids ids;

    AclParser(Words words, Ids ids) {
        this.words = words;
        this.ids = ids;
    }

    /** {@code role ID [description=TEXT] {read|write|deny [ID:] [description=TEXT] SPEC…}}. */
    Definition role() {
        String id = ids.use(words.next("the id of the role"));
        Element role = described(Element.of("acl_role", "id", id));
        while (words.hasNext()) {
            role = role.plus(permission(id));
        }
        if (role.children().isEmpty()) {
            throw new CrmSyntaxException("role " + id + " needs at least one rule: read, write or deny with what it is about");
        }
        return new Definition.Whole("acls", role);
    }

    private Element permission(String role) {
        String kind = words.next("read, write or deny").toLowerCase(Locale.ROOT);
        if (!KINDS.contains(kind)) {
            throw new CrmSyntaxException("a rule of role " + role + " begins with read, write or deny, not with \"" + kind + "\"");
        }
        String named = ownId();
        Element permission = described(Element.of("acl_permission", "kind", kind));
        String type = null;
        String attribute = null;
        boolean said = false;
        while (words.hasNext() && !KINDS.contains(words.peek().toLowerCase(Locale.ROOT))) {
            String word = words.next("what the rule is about");
            int colon = word.indexOf(':');
            String value = word.substring(colon + 1);
            switch (colon < 0 ? "" : word.substring(0, colon)) {
                case "type", "tag" -> type = value;
                case "attr", "attribute" -> attribute = value;
                default -> {
                    permission = said ? tooMuch(role, word) : selected(permission, word);
                    said = true;
                }
            }
        }
        if (said == (type != null) || type == null && attribute != null) {
            throw new CrmSyntaxException("a rule of role " + role + " is about one thing: xpath:…, ref:ID, type:TAG [attr:NAME], or a word"
                    + " such as meta:RESOURCE:NAME, property:NAME, status, cib");
        }
        return permission.with("object-type", type).with("attribute", attribute)
                .with("id", named.isEmpty() ? ids.make(role) : ids.use(named));
    }

    private static Element tooMuch(String role, String word) {
        throw new CrmSyntaxException("a rule of role " + role + " is about one thing; begin another one with read, write or deny before \""
                + word + "\"");
    }

    private static Element selected(Element permission, String word) {
        int colon = word.indexOf(':');
        String value = word.substring(colon + 1);
        switch (colon < 0 ? "" : word.substring(0, colon)) {
            case "xpath" -> {
                return permission.with("xpath", value);
            }
            case "ref", "reference" -> {
                return permission.with("reference", value);
            }
            default -> {
                return permission.with("xpath", AclShortcut.xpath(word).orElseThrow(() ->
                        new CrmSyntaxException("\"" + word + "\" does not say what a rule is about: possible are xpath:…, ref:ID, type:TAG"
                                + " [attr:NAME], meta:RESOURCE[:NAME], params:RESOURCE[:NAME], utilization:RESOURCE, location:RESOURCE,"
                                + " property[:NAME], node[:NAME], nodeattr[:NAME], status, cib")));
            }
        }
    }

    private String ownId() {
        return words.labelled().orElse("");
    }

    private Element described(Element element) {
        return words.value("description").map(text -> element.with("description", text)).orElse(element);
    }

    /** {@code acl_target USER ROLE…} and {@code acl_group GROUP ROLE…}. */
    Definition holder(String tag) {
        String id = ids.use(words.next(tag.equals("acl_group") ? "the name of a group" : "the name of a user"));
        Element holder = described(Element.of(tag, "id", id));
        for (String role : words.rest()) {
            holder = holder.plus(Element.of("role", "id", role));
        }
        if (holder.children().isEmpty()) {
            throw new CrmSyntaxException(tag + " " + id + " needs at least one role");
        }
        return new Definition.Whole("acls", holder);
    }
}
