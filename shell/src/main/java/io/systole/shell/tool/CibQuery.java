package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.path.CibPath;
import io.systole.core.cib.path.PathQuery;
import io.systole.core.cib.path.Spot;
import io.systole.core.cib.xml.CibWriter;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.List;

/** {@code cibadmin --query}: a section, or what an XPath selects. */
final class CibQuery {
    private final Cib cib;
    private final Options options;

    CibQuery(Cib cib, Options options) {
        this.cib = cib;
        this.options = options;
    }

    void print(PrintWriter out) {
        List<Spot> found = found();
        if (options.has("node-path")) {
            found.forEach(spot -> out.println(spot.path()));
            return;
        }
        List<Element> elements = found.stream().map(Spot::element)
                .map(element -> options.has("no-children") ? element.withChildren(List.of()) : element).toList();
        out.print(CibWriter.text(elements.size() == 1 ? elements.getFirst() : Element.of("xpath-query").withChildren(elements)));
    }

    private List<Spot> found() {
        if (options.value("xpath").isPresent()) {
            return select(cib, options.value("xpath").get());
        }
        String path = new CibScope(options).path();
        return List.of(CibPath.parse(path).find(cib.root()).orElseThrow(() -> CallFailed.notFound("the CIB has no " + path)));
    }

    /** What an XPath selects: at least one element. */
    static List<Spot> select(Cib cib, String xpath) {
        List<Spot> found;
        try {
            found = new PathQuery(cib.root()).select(xpath);
        } catch (IllegalArgumentException bad) {
            throw new UsageException(bad.getMessage());
        }
        if (found.isEmpty()) {
            throw CallFailed.notFound("nothing in the CIB matches " + xpath);
        }
        return found;
    }
}
