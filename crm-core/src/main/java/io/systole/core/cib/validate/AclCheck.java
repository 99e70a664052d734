package io.systole.core.cib.validate;

import io.systole.core.cib.Element;
import io.systole.core.cib.path.PathQuery;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of ACLs that select nothing because of how they are written: a {@code deny} among them would protect nothing. */
final class AclCheck {
    /** A comparison with a bare word, which XPath takes for the name of a child element. */
    private static final Pattern BARE = Pattern.compile("@[\\w.-]+\\s*=\\s*([A-Za-z_#][\\w.-]*)\\s*(?:]|and |or )");

    private AclCheck() {}

    static void run(ConfigurationIndex index, Findings findings) {
        List<Element> holders = index.cib().section("acls").children();
        if (holders.isEmpty()) {
            return;
        }
        var query = new PathQuery(Element.of("cib"));
        for (Element holder : holders) {
            for (Element rule : holder.children()) {
                if (rule.get("xpath") != null) {
                    xpath(rule, query, findings);
                }
            }
        }
    }

    private static void xpath(Element rule, PathQuery query, Findings findings) {
        String xpath = rule.get("xpath");
        try {
            query.select(xpath);
        } catch (IllegalArgumentException bad) {
            findings.error(rule, bad.getMessage() + "; correct it, or delete the rule");
            return;
        }
        Matcher bare = BARE.matcher(xpath);
        if (bare.find()) {
            findings.warning(rule, "\"" + xpath + "\" compares with an element " + bare.group(1) + ", not with a text; if the quotes got"
                    + " lost, put the whole in double quotes: \"xpath:" + bare.replaceFirst(match ->
                            Matcher.quoteReplacement(match.group().replace(match.group(1), "'" + match.group(1) + "'"))) + "\"");
        }
    }
}
