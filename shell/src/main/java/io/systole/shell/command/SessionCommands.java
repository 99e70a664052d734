package io.systole.shell.command;

import io.systole.core.cib.Cib;
import java.util.ArrayList;
import java.util.List;

/** The commands of {@code configure} about the session itself: {@code verify}, {@code commit}, {@code refresh}, {@code rename}. */
final class SessionCommands {
    private SessionCommands() {}

    /** Checks what would be committed. */
    static final class Verify implements Command {
        @Override
        public String name() {
            return "verify";
        }

        @Override
        public String usage() {
            return "";
        }

        @Override
        public String summary() {
            return "check what would be committed";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            Cib cib = context.session().draft().cib();
            AgentCheck agents = AgentCheck.ofAll(context.agents(), cib);
            var errors = new ArrayList<>(ConfigurationCheck.errors(cib));
            errors.addAll(agents.errors);
            errors.forEach(context::error);
            ConfigurationCheck.warnings(cib).forEach(context::warn);
            agents.warnings.forEach(context::warn);
            return errors.isEmpty() ? ExitStatus.OK : ExitStatus.ERROR;
        }
    }

    /** Writes the session to the cluster. */
    static final class Commit implements Command {
        @Override
        public String name() {
            return "commit";
        }

        @Override
        public String usage() {
            return "[force] [comment TEXT…]";
        }

        @Override
        public String summary() {
            return "write the changes to the cluster; the comment says why, for \"history\"";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            int comment = arguments.indexOf("comment");
            List<String> words = comment < 0 ? arguments : arguments.subList(0, comment);
            if (comment >= 0) {
                context.session().comment(String.join(" ", arguments.subList(comment + 1, arguments.size())));
            }
            boolean force = words.contains("force") || context.force();
            ExitStatus status = context.session().commit(context, force);
            if (status == ExitStatus.OK && comment >= 0) {
                context.session().comment("");
            }
            return status;
        }

        @Override
        public List<String> candidates(CommandContext context, List<String> before) {
            return List.of("force", "comment");
        }
    }

    /** Forgets the session. */
    static final class Refresh implements Command {
        @Override
        public String name() {
            return "refresh";
        }

        @Override
        public String usage() {
            return "";
        }

        @Override
        public String summary() {
            return "throw the changes away and read the configuration again";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            context.session().drop();
            return ExitStatus.OK;
        }
    }

    /** Changes an id everywhere. */
    static final class Rename implements Command {
        @Override
        public String name() {
            return "rename";
        }

        @Override
        public String usage() {
            return "OLD NEW";
        }

        @Override
        public String summary() {
            return "change an id wherever it is named; the resource must be stopped";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            if (arguments.size() != 2) {
                throw new UsageException("write: rename " + usage());
            }
            boolean running = context.status().resources().stream()
                    .filter(each -> each.id().equals(arguments.getFirst())
                            || each.primitives().anyMatch(primitive -> primitive.name().equals(arguments.getFirst())))
                    .anyMatch(each -> each.active(false));
            if (running && !context.force()) {
                context.error("resource \"" + arguments.getFirst() + "\" runs; stop it before you rename it");
                return ExitStatus.ERROR;
            }
            context.session().draft().rename(arguments.get(0), arguments.get(1));
            return ExitStatus.OK;
        }

        @Override
        public List<String> candidates(CommandContext context, List<String> before) {
            return context.session().draft().text().names();
        }
    }
}
