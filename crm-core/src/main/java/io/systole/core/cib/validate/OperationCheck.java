package io.systole.core.cib.validate;

import io.systole.core.cib.Element;
import io.systole.core.option.TimeSpan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** An operation of a resource is identified by name and interval; a second one of the same would never run. */
final class OperationCheck {
    private OperationCheck() {}

    static void run(ConfigurationIndex index, Findings findings) {
        Stream.concat(index.resources().values().stream(), index.templates().values().stream())
                .forEach(resource -> operations(resource, findings));
    }

    private static void operations(Element resource, Findings findings) {
        Map<String, Element> known = new LinkedHashMap<>();
        for (Element operations : resource.children("operations")) {
            for (Element op : operations.children("op")) {
                OptionalLong interval = TimeSpan.interval(op.get("interval"));
                if (op.get("name") == null || interval.isEmpty()) {
                    continue;
                }
                Element other = known.putIfAbsent(op.get("name") + " " + interval.getAsLong(), op);
                if (other != null) {
                    duplicate(resource, other, op, findings);
                }
            }
        }
    }

    /** With different roles at least one of the two does run, so a configuration that has lived with it is not refused. */
    private static void duplicate(Element resource, Element one, Element other, Findings findings) {
        String same = findings.where(one) + " and " + findings.where(other) + " are both \"" + other.get("name") + "\" with interval "
                + other.get("interval", "0");
        if (Objects.equals(one.get("role"), other.get("role"))) {
            findings.error(resource, same + "; give one of them another interval, or delete it");
        } else {
            findings.warning(resource, same + ", so they count as one although their roles differ; give one of them another interval");
        }
    }
}
