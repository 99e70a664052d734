package io.systole.shell.tool;

import io.systole.core.cib.Element;
import io.systole.shell.command.UsageException;
import java.util.List;
import java.util.Optional;

/** The part of the CIB that {@code cibadmin -o} names (C-151). */
final class CibScope {
    private static final List<String> SECTIONS = List.of("crm_config", "nodes", "resources", "constraints", "rsc_defaults",
            "op_defaults", "fencing-topology", "tags", "acls", "alerts");

    private final Optional<String> name;

    CibScope(Options options) {
        name = options.value("scope").filter(scope -> !scope.equals("all") && !scope.equals("cib"));
        name.filter(scope -> !SECTIONS.contains(scope) && !List.of("configuration", "status").contains(scope)).ifPresent(unknown -> {
            throw new UsageException("scope " + unknown + " is not known; use configuration, status, all or one of "
                    + String.join(", ", SECTIONS));
        });
    }

    /** Where it is; the whole CIB if none was named. */
    String path() {
        return name.map(scope -> (SECTIONS.contains(scope) ? "/cib/configuration/" : "/cib/") + scope).orElse("/cib");
    }

    /** Below what this element is to be searched or created: the section itself lies in the configuration. */
    String around(Element element) {
        if (name.filter(element.name()::equals).isPresent()) {
            return path().substring(0, path().lastIndexOf('/'));
        }
        return name.isEmpty() && SECTIONS.contains(element.name()) && element.id() == null ? "/cib/configuration" : path();
    }

    /** Of a whole CIB what the scope is about; anything else as it is. */
    Element narrowed(Element data) {
        if (name.isEmpty() || !data.is("cib")) {
            return data;
        }
        Optional<Element> inside = SECTIONS.contains(name.get())
                ? data.child("configuration").flatMap(configuration -> configuration.child(name.get()))
                : data.child(name.get());
        return inside.orElseThrow(() -> CallFailed.notFound("the XML has no <" + name.get() + ">"));
    }
}
