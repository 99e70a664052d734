package io.systole.shell.command;

import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterRequest;
import io.systole.core.request.NodeReport;
import io.systole.shell.client.ClusterSetup;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code cluster status}, {@code quorum}, {@code start} and {@code stop}. */
final class ClusterCommands {
    private ClusterCommands() {}

    /** Goes on with what only a running cluster knows; says so if there is only a CIB file. */
    private static <T> ExitStatus running(CommandContext context, Optional<T> known, Function<T, ExitStatus> next) {
        if (known.isEmpty()) {
            context.error("there is only a CIB file, no running cluster");
            return ExitStatus.DISCONNECTED;
        }
        return next.apply(known.get());
    }

    /** What this node knows of the cluster around it. */
    static final class Status implements Command {
        @Override
        public String name() {
            return "status";
        }

        @Override
        public String usage() {
            return "";
        }

        @Override
        public String summary() {
            return "members, coordinator and quorum as this node sees them";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            return running(context, context.connection().report(), report -> status(context, report));
        }

        private static ExitStatus status(CommandContext context, NodeReport report) {
            context.out().println("Node:     " + report.node() + " (" + report.state() + ")");
            context.out().println("DC:       " + report.dc().map(NodeName::value).orElse("NONE") + ", term " + report.term());
            context.out().println("Quorum:   " + (report.quorate() ? "yes" : "NO"));
            context.out().println("Members:  " + String.join(" ", report.members().stream().map(member -> member.name().value()).toList()));
            report.activity().forEach(sentence -> context.out().println("Activity: " + sentence));
            report.held().forEach(each -> context.out().println("Waiting:  " + each.sentence()));
            report.quorum().risks().forEach(sentence -> context.out().println("Risk:     " + sentence));
            report.features().sentences().forEach(sentence -> context.out().println("Upgrade:  " + sentence));
            return ExitStatus.OK;
        }
    }

    /** Votes: who has which, what decides, what is risked. */
    static final class Quorum implements Command {
        @Override
        public String name() {
            return "quorum";
        }

        @Override
        public String usage() {
            return "";
        }

        @Override
        public String summary() {
            return "votes, what decides a tie, what a node without quorum does, and what is risked";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            return running(context, context.connection().report(), report -> {
                report.quorum().sentences().forEach(context.out()::println);
                report.quorum().risks().forEach(sentence -> context.out().println("RISK: " + sentence));
                return ExitStatus.OK;
            });
        }
    }

    /** Starts the daemon of this node. */
    static final class Start implements Command {
        @Override
        public String name() {
            return "start";
        }

        @Override
        public String usage() {
            return "";
        }

        @Override
        public String summary() {
            return "start the cluster on this node";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            Optional<ClusterSetup> setup = context.setup();
            if (setup.isEmpty()) {
                context.info("the cluster runs on this node already");
                return ExitStatus.OK;
            }
            try {
                context.info(setup.get().startDaemon());
                return ExitStatus.OK;
            } catch (ClusterSetup.SetupException failed) {
                context.error(failed.getMessage());
                return ExitStatus.ERROR;
            }
        }
    }

    /** Lets this node leave in good order. */
    static final class Stop implements Command {
        @Override
        public String name() {
            return "stop";
        }

        @Override
        public String usage() {
            return "";
        }

        @Override
        public String summary() {
            return "move or stop this node's resources and leave the cluster";
        }

        @Override
        public ExitStatus run(CommandContext context, List<String> arguments) {
            return running(context, context.connection().localNode(), node -> {
                ExitStatus status = context.submit(new ClusterRequest.ShutDown(node));
                if (status == ExitStatus.OK) {
                    context.info(node + " leaves the cluster after its resources have moved or stopped");
                }
                return status;
            });
        }
    }
}
