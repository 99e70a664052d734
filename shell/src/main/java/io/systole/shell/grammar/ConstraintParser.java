package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code location}, {@code colocation}, {@code order} and {@code rsc_ticket}. */
final class ConstraintParser {
    private static final Map<String, String> KINDS =
            Map.of("mandatory", "Mandatory", "optional", "Optional", "serialize", "Serialize");

    private final Words words;
    private final Ids ids;

    ConstraintParser(Words words, Ids ids) {
        this.words = words;
        this.ids = ids;
    }

    Definition location() {
        String id = ids.use(words.next("the id of the location"));
        Element location = locationSubject(Element.of("rsc_location", "id", id));
        while (words.peek().contains("=")) {
            location = attribute(location, List.of("role", "resource-discovery", "rsc-role", "description"));
        }
        if (words.nextIs("rule")) {
            while (words.skip("rule")) {
                location = location.plus(new RuleParser(words, ids).parse(id));
            }
        } else {
            String score = words.labelled().orElseThrow(() ->
                    new CrmSyntaxException("location " + id + " needs SCORE: NODE or a rule, not \"" + words.peek() + "\""));
            location = location.with("score", score(id, score)).with("node", words.next("a node"));
        }
        words.end();
        return constraint(location);
    }

    private Element locationSubject(Element location) {
        if (words.skip("{")) {
            var members = new ArrayList<String>();
            while (!words.skip("}")) {
                members.add(words.next("a closing }"));
            }
            Element result = location;
            for (Element set : new SetParser(ids, "role").parse(location.id(), members)) {
                result = result.plus(set);
            }
            return result;
        }
        String subject = words.next("a resource");
        boolean pattern = subject.length() > 2 && subject.startsWith("/") && subject.endsWith("/");
        return pattern ? location.with("rsc-pattern", subject.substring(1, subject.length() - 1)) : location.with("rsc", subject);
    }

    Definition colocation() {
        String id = ids.use(words.next("the id of the colocation"));
        String score = words.labelled()
                .orElseThrow(() -> new CrmSyntaxException("colocation " + id + " needs a score such as inf:"));
        Element colocation = Element.of("rsc_colocation", "id", id, "score", score(id, score));
        List<String> members = members();
        if (SetParser.isPair(members)) {
            colocation = withRole(colocation, "rsc", "rsc-role", members.get(0));
            colocation = withRole(colocation, "with-rsc", "with-rsc-role", members.get(1));
        } else {
            colocation = withSets(colocation, "role", members, 2);
        }
        while (words.hasNext()) {
            colocation = attribute(colocation, List.of("node-attribute", "influence", "description"));
        }
        return constraint(colocation);
    }

    Definition order() {
        String id = ids.use(words.next("the id of the order"));
        String kind = words.labelled().map(label -> kind(id, label)).orElse(null);
        Element order = Element.of("rsc_order", "id", id, "kind", kind);
        List<String> members = members();
        if (SetParser.isPair(members)) {
            order = withAction(order, "first", "first-action", members.get(0));
            order = withAction(order, "then", "then-action", members.get(1));
        } else {
            order = withSets(order, "action", members, 2);
        }
        while (words.hasNext()) {
            order = attribute(order, List.of("symmetrical", "require-all", "description"));
        }
        return constraint(order);
    }

    Definition ticket() {
        String id = ids.use(words.next("the id of the rsc_ticket"));
        String ticket = words.labelled().orElseThrow(() -> new CrmSyntaxException("rsc_ticket " + id + " needs a ticket such as site-a:"));
        Element constraint = Element.of("rsc_ticket", "id", id, "ticket", ticket);
        List<String> members = members();
        if (members.size() == 1) {
            constraint = withRole(constraint, "rsc", "rsc-role", members.getFirst());
        } else {
            constraint = withSets(constraint, "role", members, 1);
        }
        while (words.hasNext()) {
            constraint = attribute(constraint, List.of("loss-policy", "description"));
        }
        return constraint(constraint);
    }

    private List<String> members() {
        var members = new ArrayList<String>();
        int depth = 0;
        while (words.hasNext()) {
            String word = words.peek();
            depth += word.equals("(") || word.equals("[") ? 1 : 0;
            depth -= word.equals(")") || word.equals("]") ? 1 : 0;
            if (depth == 0 && word.contains("=")) {
                break;
            }
            members.add(words.next("a resource"));
        }
        return members;
    }

    private Element withSets(Element constraint, String suffix, List<String> members, int least) {
        if (members.size() < least) {
            throw new CrmSyntaxException(constraint.id() + " needs at least " + (least == 1 ? "one resource" : "two resources"));
        }
        Element result = constraint;
        for (Element set : new SetParser(ids, suffix).parse(constraint.id(), members)) {
            result = result.plus(set);
        }
        return result;
    }

    private static Element withRole(Element constraint, String attribute, String roleAttribute, String word) {
        int colon = word.lastIndexOf(':');
        return colon < 0
                ? constraint.with(attribute, word)
                : constraint.with(attribute, word.substring(0, colon)).with(roleAttribute, Roles.modern(word.substring(colon + 1)));
    }

    private static Element withAction(Element constraint, String attribute, String actionAttribute, String word) {
        int colon = word.lastIndexOf(':');
        return colon < 0
                ? constraint.with(attribute, word)
                : constraint.with(attribute, word.substring(0, colon)).with(actionAttribute, Roles.action(word.substring(colon + 1)));
    }

    private Element attribute(Element constraint, List<String> allowed) {
        String word = words.next("an attribute");
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String bare = name.startsWith("$") ? name.substring(1) : name;
        if (equals < 0 || !allowed.contains(bare)) {
            throw new CrmSyntaxException("\"" + word + "\" is not expected in " + constraint.id() + ": possible are "
                    + String.join("=, ", allowed) + "=");
        }
        return constraint.with(bare, word.substring(equals + 1));
    }

    private static String score(String id, String word) {
        if (!Score.isScore(word)) {
            throw new CrmSyntaxException("\"" + word + "\" is no score in " + id + ": use a number, inf or -inf");
        }
        return Score.toXml(word);
    }

    private static String kind(String id, String label) {
        String kind = KINDS.get(label.toLowerCase(Locale.ROOT));
        if (kind == null && Score.isScore(label)) {
            // Pacemaker Explained, Ordering: a score of 0 made the order advisory, anything else mandatory.
            kind = Score.toXml(label).equals("0") ? "Optional" : "Mandatory";
        }
        if (kind == null) {
            throw new CrmSyntaxException("\"" + label + ":\" is no kind of order in " + id + ": use Mandatory:, Optional: or Serialize:");
        }
        return kind;
    }

    private static Definition constraint(Element element) {
        return new Definition.Whole("constraints", element);
    }
}
