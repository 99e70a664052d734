package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;

/** Writes roles and who has them; the counterpart of {@link AclParser}. */
final class AclPrinter {
    private AclPrinter() {}

    static List<String> role(Element role) {
        var clauses = new ArrayList<String>();
        clauses.add("role " + Quote.word(role.id()));
        description(role, clauses);
        for (Element permission : role.children()) {
            String text = permission.attribute("description").map(description -> " " + Quote.pair("description", description)).orElse("");
            clauses.add(permission.get("kind", permission.name()) + text + " " + about(permission));
        }
        return clauses;
    }

    private static String about(Element permission) {
        String xpath = permission.get("xpath");
        if (xpath != null) {
            return AclShortcut.word(xpath).map(Quote::word).orElseGet(() -> Quote.word("xpath:" + xpath));
        }
        if (permission.get("reference") != null) {
            return Quote.word("ref:" + permission.get("reference"));
        }
        return Quote.word("type:" + permission.get("object-type", ""))
                + permission.attribute("attribute").map(name -> " " + Quote.word("attr:" + name)).orElse("");
    }

    static List<String> holder(Element holder) {
        var clauses = new ArrayList<String>();
        clauses.add(holder.name() + " " + Quote.word(holder.id()));
        description(holder, clauses);
        holder.children("role").forEach(role -> clauses.add(Quote.word(role.get("id", ""))));
        return clauses;
    }

    private static void description(Element element, List<String> clauses) {
        element.attribute("description").ifPresent(text -> clauses.add(Quote.pair("description", text)));
    }
}
