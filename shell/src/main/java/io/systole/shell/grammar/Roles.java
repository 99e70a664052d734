package io.systole.shell.grammar;

import java.util.List;
import java.util.Locale;

/** Role names: the modern ones, and the older ones that mean the same. */
final class Roles {
    private static final List<String> ROLES = List.of("Started", "Stopped", "Promoted", "Unpromoted");
    private static final List<String> ACTIONS = List.of("start", "stop", "promote", "demote");

    private Roles() {}

    /** The role in its modern spelling. */
    static String modern(String role) {
        if (role.equalsIgnoreCase("Master")) {
            return "Promoted";
        }
        if (role.equalsIgnoreCase("Slave")) {
            return "Unpromoted";
        }
        return ROLES.stream().filter(role::equalsIgnoreCase).findFirst()
                .orElseThrow(() -> new CrmSyntaxException("\"" + role + "\" is no role: use " + String.join(", ", ROLES)));
    }

    static String action(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        if (!ACTIONS.contains(lower)) {
            throw new CrmSyntaxException("\"" + action + "\" is no action: use " + String.join(", ", ACTIONS));
        }
        return lower;
    }
}
