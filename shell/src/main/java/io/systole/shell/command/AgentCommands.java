package io.systole.shell.command;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibParseException;
import io.systole.shell.client.AgentLibrary;
import java.util.List;
import java.util.Optional;

/** {@code ra classes}, {@code list} and {@code info}: the agents of this node. */
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
            context.agents().types(arguments.getFirst(), arguments.size() > 1 ? arguments.get(1) : "").forEach(context.out()::println);
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
        public List<String> aliases() {
            return List.of("meta");
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
            Optional<AgentId> agent = find(context.agents(), arguments.getFirst().split(":"));
            Optional<String> metadata = agent.flatMap(context.agents()::metadata);
            if (metadata.isEmpty()) {
                context.error("there is no agent \"" + arguments.getFirst() + "\" on this node, or it has no metadata");
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

        private static Optional<AgentId> find(AgentLibrary agents, String[] parts) {
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

        private static void print(CommandContext context, AgentId agent, Element metadata) {
            context.out().println(text(metadata, "shortdesc") + " (" + agent + ")\n");
            context.out().println(text(metadata, "longdesc") + "\n");
            context.out().println("Parameters (*: required, []: default):\n");
            metadata.child("parameters").ifPresent(list -> list.children("parameter").forEach(parameter -> {
                Optional<Element> content = parameter.child("content");
                boolean required = "1".equals(parameter.get("required"));
                String type = content.map(each -> each.get("type", "")).orElse("");
                String preset = content.flatMap(each -> each.attribute("default")).filter(value -> !value.isEmpty())
                        .map(value -> ", [" + value + "]").orElse("");
                context.out().println(parameter.get("name", "") + (required ? "*" : "") + " (" + type + preset + "): "
                        + text(parameter, "shortdesc"));
                context.out().println(INDENT + text(parameter, "longdesc").replace("\n", "\n" + INDENT) + "\n");
            }));
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
