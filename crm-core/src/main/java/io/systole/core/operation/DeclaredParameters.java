package io.systole.core.operation;

import java.util.List;

/**
 * What an agent's meta-data says of its parameters, as far as digests need it.
 *
 * @param canReload whether the agent can take new values without a restart
 * @param needRestart declared parameters that a reload cannot change, in the order of the meta-data; without meaning if it cannot reload
 * @param secret declared parameters that are kept from people, in the order of the meta-data
 */
public record DeclaredParameters(boolean canReload, List<String> needRestart, List<String> secret) {
    private static final List<String> USUALLY_SECRET = List.of("password", "passwd", "user");

    public DeclaredParameters {
        needRestart = List.copyOf(needRestart);
        secret = List.copyOf(secret);
    }

    /**
     * Draws the conclusions from meta-data (C-31, C-32).
     *
     * @param parameters all that are declared
     * @param reloadAgent whether there is an action {@code reload-agent} (OCF 1.1)
     * @param reload whether there is an action {@code reload} (OCF 1.0); it does not count if there is the other
     */
    public static DeclaredParameters of(List<Parameter> parameters, boolean reloadAgent, boolean reload) {
        List<String> needRestart = parameters.stream()
                .filter(parameter -> reloadAgent ? !parameter.reloadable() : parameter.unique())
                .map(Parameter::name)
                .toList();
        List<String> marked = parameters.stream().filter(Parameter::secret).map(Parameter::name).toList();
        List<String> usual = parameters.stream().map(Parameter::name).filter(USUALLY_SECRET::contains).toList();
        return new DeclaredParameters(reloadAgent || reload, needRestart, marked.isEmpty() ? usual : marked);
    }

    /**
     * One {@code <parameter>} of the meta-data.
     *
     * @param name its name
     * @param unique {@code unique="1"} or, in OCF 1.1, member of a {@code unique-group}
     * @param reloadable {@code reloadable="1"} (OCF 1.1)
     * @param secret {@code private="1"}
     */
    public record Parameter(String name, boolean unique, boolean reloadable, boolean secret) {}
}
