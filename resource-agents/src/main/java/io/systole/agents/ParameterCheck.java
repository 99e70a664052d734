package io.systole.agents;

import io.systole.agents.AgentMetadata.Parameter;
import io.systole.core.operation.UniversalParameters;
import io.systole.core.wording.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Checks instance attributes against what the agent says of its parameters, before anything is run. */
public final class ParameterCheck {
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d+\\s*");
    private static final List<String> BOOLEANS = List.of("true", "false", "1", "0", "yes", "no", "y", "n", "on", "off");

    private ParameterCheck() {}

    /** One sentence for each mistake, in the order of the agent's parameters, then those it does not know; empty if all is well. */
    public static List<String> check(AgentMetadata metadata, Map<String, String> values) {
        List<String> mistakes = new ArrayList<>();
        for (Parameter parameter : metadata.parameters()) {
            String value = values.get(parameter.name());
            if (value != null) {
                checkValue(parameter, value, mistakes);
            } else if (parameter.required() && !parameter.deprecated()) {
                mistakes.add("parameter " + parameter.name() + " is required" + description(parameter)
                    + "; add " + parameter.name() + "=…");
            }
        }
        List<String> names = metadata.parameters().stream().map(Parameter::name).toList();
        for (String name : new TreeMap<>(values).keySet()) {
            if (!names.contains(name) && !UniversalParameters.contains(name)) {
                mistakes.add("parameter " + name + " is not known to agent " + metadata.name() + Nearest.hint(name, names));
            }
        }
        return mistakes;
    }

    private static void checkValue(Parameter parameter, String value, List<String> mistakes) {
        String said = "parameter " + parameter.name() + ": \"" + value + "\" ";
        boolean sameAsDefault = parameter.defaultValue().filter(value::equals).isPresent();
        switch (parameter.type()) {
            case "integer" -> {
                // Many agents call a span with a unit an integer and give such a default themselves.
                if (!INTEGER.matcher(value).matches() && !sameAsDefault) {
                    mistakes.add(said + "is not a whole number");
                }
            }
            case "boolean" -> {
                if (!BOOLEANS.contains(value.strip().toLowerCase(Locale.ROOT)) && !sameAsDefault) {
                    mistakes.add(said + "is not a truth value; write true or false");
                }
            }
            case "select" -> {
                if (!parameter.options().isEmpty() && !parameter.options().contains(value)) {
                    mistakes.add(said + "is not allowed; choose one of " + String.join(", ", parameter.options())
                        + Nearest.hint(value, parameter.options()));
                }
            }
            default -> { }
        }
        if (parameter.required() && value.isEmpty()) {
            mistakes.add("parameter " + parameter.name() + " is required and must not be empty");
        }
    }

    private static String description(Parameter parameter) {
        return parameter.shortDescription().isEmpty() ? "" : " (" + parameter.shortDescription() + ")";
    }
}
