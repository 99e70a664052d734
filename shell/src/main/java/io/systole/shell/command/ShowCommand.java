package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import io.systole.core.wording.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** {@code configure show}: the configuration as text or XML. */
final class ShowCommand implements Command {
    @Override
    public String name() {
        return "show";
    }

    @Override
    public String usage() {
        return "[xml] [ID… | type:TYPE | changed]";
    }

    @Override
    public String summary() {
        return "print the configuration, or some objects of it";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        boolean xml = !arguments.isEmpty() && arguments.getFirst().equals("xml");
        List<String> wanted = xml ? arguments.subList(1, arguments.size()) : arguments;
        Cib cib = context.session().draft().cib();
        if (wanted.equals(List.of("changed"))) {
            ConfigurationChanges.between(context.connection().cib(), cib).forEach(change -> context.out().println(ChangeText.of(change)));
            return ExitStatus.OK;
        }
        var selection = new Selection(cib);
        for (String word : wanted) {
            if (!selection.add(word)) {
                context.error("there is no object \"" + word + "\""
                        + Nearest.hint(word, context.session().draft().text().names()));
                return ExitStatus.ERROR;
            }
        }
        if (xml) {
            context.out().println("<?xml version=\"1.0\" ?>");
            Element root = wanted.isEmpty() ? cib.root() : cib.root().withChildren(List.of(selection.configuration()));
            context.out().print(CibWriter.text(root.withChildren(root.children().stream().filter(each -> !each.is("status")).toList())));
        } else {
            context.out().print(wanted.isEmpty() ? context.session().draft().text().all() : context.session().draft().text()
                    .only(selection.ids));
        }
        return ExitStatus.OK;
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        var names = new ArrayList<>(List.of("xml", "changed"));
        names.addAll(context.session().draft().text().names());
        return names;
    }

    /** The objects that words name. */
    private static final class Selection {
        private final Cib cib;
        private final LinkedHashSet<String> ids = new LinkedHashSet<>();

        Selection(Cib cib) {
            this.cib = cib;
        }

        boolean add(String word) {
            if (word.startsWith("type:")) {
                String type = word.substring("type:".length());
                List<String> tags = switch (type) {
                    case "location", "colocation", "order" -> List.of("rsc_" + type);
                    case "property" -> List.of("cluster_property_set");
                    case "rsc_template" -> List.of("template");
                    case "ms" -> List.of("master");
                    default -> List.of(type);
                };
                cib.configuration().tree().filter(each -> tags.contains(each.name()))
                        .forEach(each -> ids.add(each.is("node") ? each.get("uname", "") : each.get("id", "")));
                return true;
            }
            Optional<Element> node = cib.section("nodes").children("node").stream().filter(each -> word.equals(each.get("uname")))
                    .findFirst();
            ids.add(word);
            return node.isPresent() || cib.byId(word).isPresent();
        }

        private boolean holdsWanted(Element object) {
            return ids.contains(object.get("uname", "")) || object.tree().anyMatch(each -> ids.contains(each.id()));
        }

        /** The configuration with only these objects in it. */
        Element configuration() {
            return cib.configuration().withChildren(cib.configuration().children().stream()
                    .map(section -> section.withChildren(section.children().stream().filter(this::holdsWanted).toList()))
                    .filter(section -> !section.children().isEmpty())
                    .toList());
        }
    }
}
