package io.systole.shell.command;

import java.util.List;

/** The one list of levels and commands; help, completion and the interpreter read it. */
public final class Levels {
    private static final Level CONFIGURE = new Level("configure", "the configuration of the cluster", List.of(
            new ShowCommand(),
            new LoadCommand(),
            new ObjectCommand("node", "[ID:] NAME[:remote] [attributes NAME=VALUE…] [utilization NAME=VALUE…]", "define a node"),
            new ObjectCommand("primitive", "ID [CLASS:[PROVIDER:]]TYPE [params …] [meta …] [utilization …] [op NAME …]",
                    "define a resource", "resource"),
            new ObjectCommand("rsc_template", "ID [CLASS:[PROVIDER:]]TYPE …", "define a template for primitives"),
            new ObjectCommand("group", "ID RESOURCE… [meta …] [params …]", "put resources together, in order and on one node"),
            new ObjectCommand("clone", "ID RESOURCE [meta …] [params …]", "run a resource on several nodes"),
            new ObjectCommand("ms", "ID RESOURCE [meta …]", "old word for a promotable clone", "master"),
            new ObjectCommand("monitor", "RESOURCE[:ROLE] INTERVAL[:TIMEOUT]", "add a monitor operation"),
            new ObjectCommand("location", "ID RESOURCE SCORE: NODE | rule [SCORE:] EXPRESSION…", "where a resource likes to be"),
            new ObjectCommand("colocation", "ID SCORE: RESOURCE[:ROLE] WITH[:ROLE]", "which resources like to be together", "collocation"),
            new ObjectCommand("order", "ID [KIND:] FIRST[:ACTION] THEN[:ACTION] [symmetrical=BOOL]", "what happens before what"),
            new ObjectCommand("rsc_ticket", "ID TICKET: RESOURCE… [loss-policy=…]", "tie a resource to a ticket"),
            new ObjectCommand("property", "NAME=VALUE…", "set cluster options; an empty value removes one"),
            new ObjectCommand("rsc_defaults", "NAME=VALUE…", "set defaults of meta attributes"),
            new ObjectCommand("op_defaults", "NAME=VALUE…", "set defaults of operations"),
            new ObjectCommand("fencing_topology", "NODE: DEVICE… …", "which fence devices are tried in which order"),
            new ObjectCommand("tag", "ID OBJECT…", "give several objects a common name"),
            new ObjectCommand("role", "ID read|write|deny xpath:XPATH | ref:ID | type:TAG [attr:NAME] | meta:RSC:NAME | status | cib …",
                    "what who has this role may read and write"),
            new ObjectCommand("acl_target", "USER ROLE…", "give a user roles (they count with enable-acl=true)"),
            new ObjectCommand("acl_group", "GROUP ROLE…", "give the members of a group roles"),
            new ObjectCommand("alert", "ID PROGRAM [meta …] [attributes …] [select nodes fencing resources attributes { NAME… }]"
                    + " [to RECIPIENT …]…", "have a program run for what happens"),
            new ObjectCommand("xml", "<ELEMENT…>", "define an object in XML"),
            new DeleteCommand(),
            new SessionCommands.Rename(),
            new MemberCommand(),
            new PropertyQueryCommand(),
            new SessionCommands.Verify(),
            new SessionCommands.Commit(),
            new SessionCommands.Refresh(),
            new HistoryCommand(),
            new UndoCommand()), List.of());

    private static final Level RESOURCE = new Level("resource", "resources at work", List.of(
            new LocateCommand(true),
            new RoleCommand("start", "target-role", "Started", "let a resource run"),
            new RoleCommand("stop", "target-role", "Stopped", "stop a resource"),
            new RestartCommand(),
            new RoleCommand("promote", "target-role", "Promoted", "let an instance of a promotable clone be promoted"),
            new RoleCommand("demote", "target-role", "Unpromoted", "demote a promotable clone"),
            new RoleCommand("manage", "is-managed", "true", "let the cluster manage a resource"),
            new RoleCommand("unmanage", "is-managed", "false", "make the cluster leave a resource alone"),
            new MoveCommand(false),
            new MoveCommand(true),
            new ClearCommand(),
            new RetryCommand(),
            new CleanupCommand(true),
            new CleanupCommand(false),
            new LocateCommand(false),
            new ConstraintsCommand(),
            new PairCommand("param", PairCommand.Owner.RESOURCE, List.of(), "a parameter of a resource"),
            new PairCommand("meta", PairCommand.Owner.RESOURCE, List.of("--meta"), "a meta attribute of a resource"),
            new PairCommand("utilization", PairCommand.Owner.RESOURCE, List.of("--utilization"), "how much of something a resource needs"),
            new MaintenanceCommand(),
            new FailCountCommand(),
            new ToolCommand("operations", "[RESOURCE [NODE]]", "what the nodes have done with resources", "crm_resource",
                    List.of("--list-operations"), List.of("--resource=", "--node=")),
            new ToolCommand("scores", "", "scores of all resources on all nodes, and the capacity of nodes", "crm_simulate",
                    List.of("--live-check", "--show-scores", "--show-utilization"), List.of())), List.of());

    private static final Level NODE = new Level("node", "nodes", List.of(
            new NodeShowCommand(),
            new NodeAttributeCommand("standby", "standby", "on", "move all resources off a node"),
            new NodeAttributeCommand("online", "standby", "off", "let a node run resources again"),
            new NodeAttributeCommand("maintenance", "maintenance", "true", "leave the resources of a node alone"),
            new NodeAttributeCommand("ready", "maintenance", "false", "manage the resources of a node again"),
            new PairCommand("attribute", PairCommand.Owner.NODE, List.of("--type=nodes"), "an attribute of a node, for good"),
            new PairCommand("status-attr", PairCommand.Owner.NODE, List.of("--type=status"), "an attribute of a node, until it leaves"),
            new PairCommand("utilization", PairCommand.Owner.NODE, List.of("--type=nodes", "--utilization"),
                    "how much a node has of something"),
            new NodeFenceCommand(),
            new NodeDeleteCommand(),
            new FenceAckCommand()), List.of());

    private static final Level CLUSTER = new Level("cluster", "the cluster as a whole", List.of(
            new ClusterInitCommand(),
            new AutoFailbackCommand(),
            new ClusterCommands.Status(), new ClusterCommands.Quorum(),
            new LinksCommand(), new RekeyCommand(),
            new ClusterCommands.Start(),
            new ClusterCommands.Stop()), List.of());

    private static final Level RA = new Level("ra", "resource agents", List.of(
            new AgentCommands.Classes(), new AgentCommands.Types(), new AgentCommands.Providers(),
            new AgentCommands.Info(), new AgentCommands.Meta(), new AgentValidateCommand(),
            new AgentTestCommand()), List.of());

    private static final Level MAINTENANCE = new Level("maintenance", "the cluster leaves resources alone", List.of(
            new MaintenanceCommand.Switch("on", true, "leave all resources, or one, alone: neither started, stopped nor monitored"),
            new MaintenanceCommand.Switch("off", false, "look after all resources, or one, again")), List.of());

    /** The level in which the shell begins. */
    public static final Level ROOT = new Level("", "", List.of(
            new StatusCommand(),
            new ExplainCommand(),
            new SessionCommands.Verify()), List.of(CONFIGURE, RESOURCE, NODE, CLUSTER, MAINTENANCE, RA));

    private Levels() {}
}
