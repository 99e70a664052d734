package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.CibFormat;
import io.systole.core.cib.Element;
import io.systole.core.cib.patch.CibDiff;
import io.systole.core.cib.path.CibPath;
import io.systole.core.cib.path.Spot;
import io.systole.core.cib.upgrade.CibUpgrade;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.Place;
import io.systole.shell.command.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The commands of {@code cibadmin} as changes of the CIB (C-150 to C-153). An XPath is looked up in the copy of this node and
 * becomes the paths of what it has found.
 */
final class CibWishes {
    /** The commands that change something. */
    static final List<String> COMMANDS =
            List.of("create", "modify", "replace", "delete", "delete-all", "patch", "bump", "erase", "upgrade");

    private final Cib cib;
    private final Options options;
    private final CibScope scope;

    CibWishes(Cib cib, Options options) {
        this.cib = cib;
        this.options = options;
        this.scope = new CibScope(options);
    }

    /** True if the command says all there is to say. */
    static boolean needsNoData(String command, Options options) {
        return List.of("bump", "erase", "upgrade").contains(command)
                || options.has("xpath") && List.of("delete", "delete-all").contains(command);
    }

    /** What the command wishes; nothing if there is nothing to do. */
    List<CibChange> of(String command, Element given) {
        Element data = given == null || command.equals("patch") ? given : scope.narrowed(given);
        return switch (command) {
            case "create" -> List.of(new CibChange.Create(place(data), data));
            case "modify" -> List.of(modify(data));
            case "replace" -> List.of(replace(data));
            case "delete" -> delete(data, 1);
            case "delete-all" -> delete(data, Integer.MAX_VALUE);
            case "patch" -> List.of(patch(data));
            case "bump" -> List.of(new CibChange.Modify("/cib", Element.of("cib", "epoch", "epoch++"), false));
            case "erase" -> List.of(new CibChange.Replace(Cib.empty()
                    .withVersion(CibAdminTool.above(cib, cib.version().epoch())).root()));
            case "upgrade" -> upgrade();
            default -> throw new IllegalArgumentException(command + " is no command");
        };
    }

    private String place(Element data) {
        return options.value("xpath").map(xpath -> path(CibQuery.select(cib, xpath).getFirst())).orElseGet(() -> scope.around(data));
    }

    private CibChange modify(Element data) {
        Optional<Spot> target = options.value("xpath").map(xpath -> fitting(xpath, data));
        return new CibChange.Modify(target.map(this::path).orElseGet(() -> scope.around(data)), data,
                target.isEmpty() && options.has("allow-create"));
    }

    private CibChange replace(Element data) {
        options.value("xpath").ifPresent(xpath -> fitting(xpath, data));
        return new CibChange.Replace(data);
    }

    /** The first match; its tag and id must be those of the data. */
    private Spot fitting(String xpath, Element data) {
        Spot spot = CibQuery.select(cib, xpath).getFirst();
        if (!spot.element().is(data.name()) || data.id() != null && !Objects.equals(data.id(), spot.element().id())) {
            throw CallFailed.notFound(xpath + " selects " + spot.element() + ", but the XML is " + data);
        }
        return spot;
    }

    /** The first or all matches of the XPath, or of the example: same tag and all its attributes. None is fine: they are gone. */
    private List<CibChange> delete(Element example, int most) {
        List<Spot> found;
        if (options.value("xpath").isPresent()) {
            try {
                found = CibQuery.select(cib, options.value("xpath").get());
            } catch (CallFailed nothing) {
                return List.of();
            }
        } else {
            found = new ArrayList<>();
            CibPath.parse(scope.path()).find(cib.root()).ifPresent(spot -> collect(spot, example, found));
        }
        return found.stream().limit(most).<CibChange>map(spot -> new CibChange.Delete(path(spot))).toList();
    }

    private static void collect(Spot spot, Element example, List<Spot> found) {
        if (spot.element().is(example.name()) && example.attributes().entrySet().stream().allMatch(attribute ->
                attribute.getValue().equalsIgnoreCase(spot.element().get(attribute.getKey())))) {
            found.add(spot);
        }
        spot.children().forEach(child -> collect(child, example, found));
    }

    private String path(Spot spot) {
        String path = spot.path();
        boolean back = CibPath.parse(path).find(cib.root()).filter(found -> found.element() == spot.element()).isPresent();
        if (!back) {
            throw new UsageException(spot.element() + " cannot be told from its siblings; replace the element around it");
        }
        return path;
    }

    private CibChange patch(Element data) {
        try {
            return new CibChange.ApplyPatch(CibDiff.read(data, cib));
        } catch (IllegalArgumentException no) {
            throw new CibParseException(new Place(1, 1), no.getMessage());
        }
    }

    private List<CibChange> upgrade() {
        Cib newest = CibUpgrade.upgraded(cib).withAttribute("validate-with", CibFormat.SCHEMA);
        return newest.root().equals(cib.root()) ? List.of()
                : List.of(new CibChange.Replace(newest.withVersion(CibAdminTool.above(cib, 1)).root()));
    }
}
