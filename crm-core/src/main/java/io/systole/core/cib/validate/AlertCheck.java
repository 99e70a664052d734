package io.systole.core.cib.validate;

import io.systole.core.cib.Element;
import io.systole.core.wording.Nearest;
import java.util.List;
import java.util.stream.Stream;

/** Alerts that would never be run, or not as they are written. Whether the program is there, each node must see for itself. */
final class AlertCheck {
    private static final List<String> META = List.of("enabled", "timeout", "timestamp-format");

    private AlertCheck() {}

    static void run(ConfigurationIndex index, Findings findings) {
        for (Element alert : index.cib().section("alerts").children("alert")) {
            String path = alert.get("path", "");
            if (!path.startsWith("/")) {
                findings.warning(alert, "path=\"" + path + "\" is no absolute path, so no program is run; write it from / on");
            }
            Stream.concat(Stream.of(alert), alert.children("recipient").stream()).forEach(each -> options(each, findings));
        }
    }

    private static void options(Element element, Findings findings) {
        pairs(element, "meta_attributes").filter(pair -> !META.contains(pair.get("name"))).forEach(pair -> findings.warning(pair,
                "alerts have no meta attribute \"" + pair.get("name") + "\"" + Nearest.hint(pair.get("name"), META,
                "it has no effect; what the program is to be told are instance attributes")));
        pairs(element, "instance_attributes").filter(pair -> pair.get("name").contains("=")).forEach(pair -> findings.warning(pair,
                "\"" + pair.get("name") + "\" cannot be the name of an environment variable, so the program is not told of it"));
    }

    private static Stream<Element> pairs(Element element, String sets) {
        return element.children(sets).stream().flatMap(set -> set.children("nvpair").stream()).filter(pair -> pair.get("name") != null);
    }
}
