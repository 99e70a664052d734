package io.systole.shell.grammar;

import io.systole.core.cib.Element;
import java.util.Locale;
import java.util.Set;

/** Reads attribute lists: {@code [$id=…] [SCORE:] {rule …} name=value …}. */
final class AttributeParser {
    private final Words words;
    private final Ids ids;
    /** Words (in lower case) that end a list. */
    private final Set<String> stops;

    AttributeParser(Words words, Ids ids, Set<String> stops) {
        this.words = words;
        this.ids = ids;
        this.stops = stops;
    }

    /** A list that becomes an element with this tag; its id is made of the owner's. */
    Element parse(String tag, String owner) {
        var reference = words.value("$id-ref");
        if (reference.isPresent()) {
            return Element.of(tag, "id-ref", reference.get());
        }
        String id = words.value("$id").map(ids::use).orElse(null);
        return withContent(Element.of(tag, "id", id == null ? ids.make(owner + "-" + tag) : id));
    }

    /** Adds score, rules and pairs to a set that has its id. */
    Element withContent(Element empty) {
        Element set = empty;
        if (Score.isScore(words.peek().replaceAll(":$", "")) && words.peek().endsWith(":")) {
            set = set.with("score", Score.toXml(words.labelled().orElseThrow()));
        }
        while (words.skip("rule")) {
            set = set.plus(new RuleParser(words, ids).parse(empty.id()));
        }
        while (words.hasNext() && !stops.contains(words.peek().toLowerCase(Locale.ROOT))) {
            set = set.plus(pair(words.next("an attribute"), empty.id()));
        }
        return set;
    }

    private Element pair(String word, String setId) {
        int equals = word.indexOf('=');
        String left = equals < 0 ? word : word.substring(0, equals);
        String value = equals < 0 ? null : word.substring(equals + 1);
        if (left.isEmpty()) {
            throw new CrmSyntaxException("\"" + word + "\" has no name before the =");
        }
        if (left.startsWith("@") && left.length() > 1) {
            int colon = left.indexOf(':');
            return Element.of("nvpair", "id-ref", left.substring(1, colon < 0 ? left.length() : colon),
                    "name", colon < 0 ? null : left.substring(colon + 1), "value", value);
        }
        if (left.startsWith("$") && left.length() > 1) {
            int colon = left.indexOf(':');
            String id = ids.use(left.substring(1, colon < 0 ? left.length() : colon));
            return Element.of("nvpair", "id", id, "name", colon < 0 ? id : left.substring(colon + 1), "value", value);
        }
        return Element.of("nvpair", "id", ids.make(setId + "-" + left), "name", left, "value", value);
    }
}
