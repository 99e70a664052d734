package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.option.ClusterOption;
import io.systole.core.option.Truth;
import io.systole.core.wording.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code configure get_property}: values of cluster options as they count, the default where one is not set. */
final class PropertyQueryCommand implements Command {
    @Override
    public String name() {
        return "get_property";
    }

    @Override
    public List<String> aliases() {
        return List.of("get-property");
    }

    @Override
    public String usage() {
        return "[-t] NAME…";
    }

    @Override
    public String summary() {
        return "the value of a cluster option, its default if it is not set; -t: as true or false";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        var names = new ArrayList<>(arguments);
        boolean truth = names.removeAll(List.of("-t", "--true"));
        if (names.isEmpty()) {
            throw new UsageException("write: get_property " + usage());
        }
        List<String> values = names.stream().map(name -> value(context.session().draft().cib(), name)).toList();
        values.forEach(value -> context.out().println(truth ? Boolean.toString(Truth.parse(value).orElse(false)) : value));
        return ExitStatus.OK;
    }

    private static String value(Cib cib, String name) {
        Optional<ClusterOption> option = ClusterOption.named(name);
        List<String> spellings = option.map(known -> known.legacyName().map(old -> List.of(known.xmlName(), old))
                .orElseGet(() -> List.of(known.xmlName()))).orElseGet(() -> List.of(name));
        Element section = cib.section("crm_config");
        return spellings.stream().flatMap(each -> Attributes.get(section, "cluster_property_set", each).stream()).findFirst()
                .or(() -> option.map(ClusterOption::defaultValue))
                .orElseThrow(() -> new UsageException("there is no cluster option \"" + name + "\", and nobody has set it"
                        + Nearest.hint(name, known())));
    }

    private static List<String> known() {
        return Arrays.stream(ClusterOption.values()).map(ClusterOption::xmlName).toList();
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return known();
    }
}
