package io.systole.shell.command;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.wording.Nearest;
import io.systole.shell.client.AgentLibrary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code ra classes}, {@code list}, {@code providers}, {@code info} and {@code meta}: the agents of this node. */
final class AgentCommands {
    private AgentCommands() {}

    /** Classes and their providers. */
    static final class Classes implements Command {
        @Override
        public String name() {
            return "classes";
        }

        @Override
        public String usage() {
            return "";
        }

        @Override
        public String summary() {
            return "classes and providers of agents";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            for (String agentClass : context.agents().classes()) {
                List<String> providers = context.agents().providers(agentClass);
                context.out().println(providers.isEmpty() ? agentClass : agentClass + " / " + String.join(" ", providers));
            }
            return ExitStatus.OK;
        }
    }

    /** Which providers have an agent. */
    static final class Providers implements Command {
        @Override
        public String name() {
            return "providers";
        }

        @Override
        public String usage() {
            return "TYPE [CLASS]";
        }

        @Override
        public String summary() {
            return "the providers that have an agent of this name";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            if (arguments.isEmpty() || arguments.size() > 2) {
                throw new UsageException("write: providers " + usage());
            }
            String agentClass = arguments.size() > 1 ? arguments.get(1) : "ocf";
            List<String> found = context.agents().providers(agentClass).stream()
                    .filter(provider -> context.agents().types(agentClass, provider).contains(arguments.getFirst())).toList();
            if (found.isEmpty()) {
                context.error("no provider of class " + agentClass + " has an agent \"" + arguments.getFirst() + "\"");
                return ExitStatus.NO_SUCH_OBJECT;
            }
            context.out().println(String.join(" ", found));
            return ExitStatus.OK;
        }
    }

    /** The metadata of an agent as it is. */
    static final class Meta implements Command {
        @Override
        public String name() {
            return "meta";
        }

        @Override
        public String usage() {
            return "[CLASS:[PROVIDER:]]TYPE";
        }

        @Override
        public String summary() {
            return "what an agent says of itself, as XML";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            if (arguments.size() != 1) {
                throw new UsageException("write: meta " + usage());
            }
            Optional<String> metadata = find(context.agents(), arguments.getFirst()).flatMap(context.agents()::metadata);
            if (metadata.isEmpty()) {
                context.error(missing(context.agents(), arguments.getFirst()));
                return ExitStatus.NO_SUCH_OBJECT;
            }
            context.out().println(metadata.get().stripTrailing());
            return ExitStatus.OK;
        }
    }

    /** The agent that is meant by {@code TYPE}, {@code PROVIDER:TYPE} behind {@code ocf:}, or {@code CLASS:TYPE}. */
    static Optional<AgentId> find(AgentLibrary agents, String name) {
        String[] parts = name.split(":");
        if (parts.length == 0 || parts.length > 3 || Arrays.stream(parts).anyMatch(String::isEmpty)) {
            return Optional.empty();
        }
        if (parts.length == 3) {
            return Optional.of(new AgentId(parts[0], parts[1], parts[2]));
        }
        String type = parts[parts.length - 1];
        if (parts.length == 2 && !parts[0].equals("ocf")) {
            return Optional.of(new AgentId(parts[0], "", type));
        }
        return agents.providers("ocf").stream()
                .filter(provider -> agents.types("ocf", provider).contains(type))
                .findFirst()
                .map(provider -> new AgentId("ocf", provider, type));
    }

    /** That there is no such agent, with a guess at what was meant. */
    static String missing(AgentLibrary agents, String name) {
        List<String> known = agents.providers("ocf").stream()
                .flatMap(provider -> agents.types("ocf", provider).stream().map(type -> "ocf:" + provider + ":" + type)).toList();
        return "there is no agent \"" + name + "\" on this node, or it has no metadata" + Nearest.hint(name, known);
    }

    /** The agents of a class. */
    static final class Types implements Command {
        @Override
        public String name() {
            return "list";
        }

        @Override
        public String usage() {
            return "CLASS [PROVIDER]";
        }

        @Override
        public String summary() {
            return "the agents of a class";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            if (arguments.isEmpty() || arguments.size() > 2) {
                throw new UsageException("write: list " + usage());
            }
            String agentClass = arguments.getFirst();
            List<String> found = context.agents().types(agentClass, arguments.size() > 1 ? arguments.get(1) : "");
            if (found.isEmpty()) {
                List<String> classes = context.agents().classes();
                context.error(classes.contains(agentClass) ? "there are no such agents on this node"
                        : "there is no class \"" + agentClass + "\" of agents; known are " + String.join(", ", classes));
                return ExitStatus.NO_SUCH_OBJECT;
            }
            found.forEach(context.out()::println);
            return ExitStatus.OK;
        }

        @Override
        public List<String> candidates(CommandContext context, List<String> before) {
            return before.size() <= 1 ? context.agents().classes() : context.agents().providers(before.get(1));
        }
    }

    /** The metadata of an agent, for reading. */
    static final class Info implements Command {
        private static final String INDENT = "    ";

        @Override
        public String name() {
            return "info";
        }

        @Override
        public String usage() {
            return "[CLASS:[PROVIDER:]]TYPE";
        }

        @Override
        public String summary() {
            return "what an agent is for and which parameters it has";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            if (arguments.size() != 1) {
                throw new UsageException("write: info " + usage());
            }
            Optional<AgentId> agent = find(context.agents(), arguments.getFirst());
            Optional<String> metadata = agent.flatMap(context.agents()::metadata);
            if (metadata.isEmpty()) {
                context.error(missing(context.agents(), arguments.getFirst()));
                return ExitStatus.NO_SUCH_OBJECT;
            }
            try {
                print(context, agent.get(), AgentDocument.read(metadata.get()));
            } catch (CibParseException unreadable) {
                context.error("the metadata of " + agent.get() + " is no XML: " + unreadable.getMessage());
                return ExitStatus.BAD_DATA;
            }
            return ExitStatus.OK;
        }

        private static void print(CommandContext context, AgentId agent, Element metadata) {
            context.out().println(text(metadata, "shortdesc") + " (" + agent + ")\n");
            context.out().println(text(metadata, "longdesc") + "\n");
            List<Element> parameters = AgentDocument.parameters(metadata);
            context.out().println(parameters.isEmpty() ? "It takes no parameters.\n" : "Parameters (*: required, []: default):\n");
            parameters.forEach(parameter -> {
                Optional<Element> content = parameter.child("content");
                boolean required = AgentDocument.isRequired(agent.agentClass(), parameter);
                String type = content.map(each -> each.get("type", "")).orElse("");
                String preset = content.flatMap(each -> each.attribute("default")).filter(value -> !value.isEmpty())
                        .map(value -> "[" + value + "]").orElse("");
                String old = AgentDocument.isDeprecated(parameter) ? "deprecated" : "";
                String kind = Stream.of(type, preset, old).filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
                context.out().println(parameter.get("name", "") + (required ? "*" : "") + (kind.isEmpty() ? "" : " (" + kind + ")") + ": "
                        + text(parameter, "shortdesc"));
                context.out().println(INDENT + text(parameter, "longdesc").replace("\n", "\n" + INDENT) + "\n");
            });
            context.out().println("Operations' defaults (advisory minimum):\n");
            metadata.child("actions").ifPresent(list -> list.children("action").forEach(action -> context.out().println(
                    INDENT + String.format("%-13s", action.get("name", ""))
                            + action.attribute("timeout").map(value -> " timeout=" + value).orElse("")
                            + action.attribute("interval").map(value -> " interval=" + value).orElse(""))));
        }

        private static String text(Element parent, String tag) {
            return parent.child(tag).map(Element::text).orElse("");
        }
    }
}
