package io.systole.agents;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an agent says of itself (OCF resource agent API 1.1, "Metadata"; for an init script its INIT INFO block).
 *
 * @param name the agent's name as it writes it; may differ from its file name
 * @param version the agent's own version, may be empty
 * @param ocfVersion the version of the OCF API that it follows, {@code 1.0} when it says nothing; empty for an init script
 * @param shortDescription one line
 * @param longDescription several paragraphs, or empty
 * @param parameters in the agent's order
 * @param actions in the agent's order; one name may come several times (monitors of several depths or roles)
 */
public record AgentMetadata(
        String name,
        String version,
        String ocfVersion,
        String shortDescription,
        String longDescription,
        List<Parameter> parameters,
        List<Action> actions) {
    /** Names that count as secret when the agent marks no parameter as private (Pacemaker's practice). */
    private static final List<String> USUAL_SECRETS = List.of("password", "passwd", "user");

    public AgentMetadata {
        parameters = List.copyOf(parameters);
        actions = List.copyOf(actions);
    }

    /** The parameter of this name; names are case-sensitive. */
    public Optional<Parameter> parameter(String parameterName) {
        return parameters.stream().filter(parameter -> parameter.name().equals(parameterName)).findFirst();
    }

    /** The first action of this name. */
    public Optional<Action> action(String actionName) {
        return actions.stream().filter(action -> action.name().equals(actionName)).findFirst();
    }

    /** True when the agent announces this action. {@code meta-data} is a must and needs no announcement. */
    public boolean supports(String actionName) {
        return actionName.equals("meta-data") || action(actionName).isPresent();
    }

    /**
     * The action that makes a running resource take changed reloadable parameters: {@code reload-agent} of an OCF 1.1 agent,
     * {@code reload} of an older one (where it meant the same by practice), nothing if the agent has neither.
     */
    public Optional<String> reloadAction() {
        String wanted = followsOcf11() ? "reload-agent" : "reload";
        return action(wanted).map(Action::name);
    }

    /** Names of the parameters that may change without a restart; empty if the agent has no {@link #reloadAction()}. */
    public List<String> reloadableParameters() {
        if (reloadAction().isEmpty()) {
            return List.of();
        }
        return parameters.stream().filter(this::reloadable).map(Parameter::name).toList();
    }

    /** Names of the parameters whose change needs a restart; goes into {@code op-force-restart}. */
    public List<String> restartParameters() {
        List<String> reloadable = reloadableParameters();
        return parameters.stream().map(Parameter::name).filter(each -> !reloadable.contains(each)).toList();
    }

    /** Names of the parameters whose values must not be shown; goes into {@code op-secure-params}. */
    public List<String> privateParameters() {
        List<String> marked = parameters.stream().filter(Parameter::secret).map(Parameter::name).toList();
        if (!marked.isEmpty()) {
            return marked;
        }
        return parameters.stream().map(Parameter::name).filter(USUAL_SECRETS::contains).toList();
    }

    private boolean followsOcf11() {
        return !ocfVersion.isEmpty() && !ocfVersion.equals("1.0");
    }

    /** OCF 1.0 had no "reloadable"; there a parameter that is not unique counts as such when the agent can reload. */
    private boolean reloadable(Parameter parameter) {
        return followsOcf11() ? parameter.reloadable() : !parameter.unique();
    }

    /**
     * A parameter of an agent.
     *
     * @param uniqueGroup parameters of one group must differ together between resources; empty for none. {@code unique="1"}
     *     without a group is a group of its own, named after the parameter
     * @param secret its value must not be shown
     * @param type {@code string}, {@code integer}, {@code boolean}, {@code select} or whatever the agent invented
     * @param defaultValue what holds when it is not given
     * @param options allowed values of a {@code select}
     * @param deprecated no longer to be used
     * @param replacedBy what to use instead of a deprecated one, may be empty
     */
    public record Parameter(
            String name,
            boolean required,
            boolean unique,
            String uniqueGroup,
            boolean reloadable,
            boolean secret,
            String type,
            Optional<String> defaultValue,
            List<String> options,
            String shortDescription,
            String longDescription,
            boolean deprecated,
            List<String> replacedBy) {
        public Parameter {
            options = List.copyOf(options);
            replacedBy = List.copyOf(replacedBy);
        }
    }

    /**
     * An action of an agent with the values that it advises.
     *
     * @param depth the {@code OCF_CHECK_LEVEL} of a monitor, usually 0, 10 or 20
     * @param role for which role a monitor is, as written by the agent; empty for any
     */
    public record Action(
            String name, Optional<Duration> timeout, Optional<Duration> interval, Optional<Duration> startDelay, int depth, String role) {}
}
