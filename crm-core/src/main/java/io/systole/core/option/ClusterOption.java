package io.systole.core.option;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every cluster option (a property in {@code crm_config}); rule 1:S-60. */
public enum ClusterOption implements Option {
    NO_QUORUM_POLICY("no-quorum-policy", "", OptionType.SELECT, "stop",
            "What to do when the cluster has no quorum", "stop", "freeze", "ignore", "demote", "fence", "suicide"),
    SYMMETRIC_CLUSTER("symmetric-cluster", "", OptionType.BOOLEAN, "true",
            "Whether resources may run on any node by default"),
    MAINTENANCE_MODE("maintenance-mode", "", OptionType.BOOLEAN, "false",
            "Leave all resources alone: neither started, stopped nor monitored"),
    STOP_ALL_RESOURCES("stop-all-resources", "", OptionType.BOOLEAN, "false",
            "Stop every resource"),
    START_FAILURE_IS_FATAL("start-failure-is-fatal", "", OptionType.BOOLEAN, "true",
            "Whether a failed start bans the resource from the node at once"),
    ENABLE_STARTUP_PROBES("enable-startup-probes", "", OptionType.BOOLEAN, "true",
            "Whether to look for resources that already run when a node joins"),
    FENCING_ENABLED("fencing-enabled", "stonith-enabled", OptionType.BOOLEAN, "true",
            "Whether nodes may be fenced to make sure that their resources are down"),
    FENCING_ACTION("fencing-action", "stonith-action", OptionType.SELECT, "reboot",
            "What is done to a node that has to be fenced", "reboot", "off"),
    FENCING_TIMEOUT("fencing-timeout", "stonith-timeout", OptionType.DURATION, "60s",
            "How long to wait for fencing"),
    FENCING_WATCHDOG_TIMEOUT("fencing-watchdog-timeout", "stonith-watchdog-timeout", OptionType.DURATION, "0",
            "After which time a lost node with a watchdog counts as fenced"),
    FENCING_MAX_ATTEMPTS("fencing-max-attempts", "stonith-max-attempts", OptionType.INTEGER, "10",
            "How often fencing of a node may fail before it is given up for the moment"),
    FENCING_REACTION("fencing-reaction", "fence-reaction", OptionType.SELECT, "stop",
            "What a node does when it learns that it was fenced", "stop", "panic"),
    HAVE_WATCHDOG("have-watchdog", "", OptionType.BOOLEAN, "false",
            "Whether nodes have a watchdog; set by the cluster"),
    CONCURRENT_FENCING("concurrent-fencing", "", OptionType.BOOLEAN, "true",
            "Whether several nodes may be fenced at the same time"),
    STARTUP_FENCING("startup-fencing", "", OptionType.BOOLEAN, "true",
            "Whether nodes never seen are fenced when the cluster starts"),
    PRIORITY_FENCING_DELAY("priority-fencing-delay", "", OptionType.DURATION, "0",
            "Delay for fencing the node with the more important resources"),
    NODE_PENDING_TIMEOUT("node-pending-timeout", "", OptionType.DURATION, "0",
            "How long a joining node may stay half joined before it is fenced; 0 = for ever"),
    FENCE_REMOTE_WITHOUT_QUORUM("fence-remote-without-quorum", "", OptionType.BOOLEAN, "false",
            "Whether remote nodes may be fenced without quorum"),
    SHUTDOWN_LOCK("shutdown-lock", "", OptionType.BOOLEAN, "false",
            "Whether resources of a node that is shut down wait for its return"),
    SHUTDOWN_LOCK_LIMIT("shutdown-lock-limit", "", OptionType.DURATION, "0",
            "How long they wait; 0 = for ever"),
    STOP_REMOVED_RESOURCES("stop-removed-resources", "stop-orphan-resources", OptionType.BOOLEAN, "true",
            "Whether to stop resources that were removed from the configuration"),
    CANCEL_REMOVED_ACTIONS("cancel-removed-actions", "stop-orphan-actions", OptionType.BOOLEAN, "true",
            "Whether to cancel recurring actions that were removed from the configuration"),
    PLACEMENT_STRATEGY("placement-strategy", "", OptionType.SELECT, "default",
            "How capacity of nodes and needs of resources count", "default", "utilization", "minimal", "balanced"),
    NODE_HEALTH_STRATEGY("node-health-strategy", "", OptionType.SELECT, "none",
            "How health attributes of nodes count", "none", "migrate-on-red", "only-green", "progressive", "custom"),
    NODE_HEALTH_BASE("node-health-base", "", OptionType.SCORE, "0",
            "Base health score of a node (progressive)"),
    NODE_HEALTH_GREEN("node-health-green", "", OptionType.SCORE, "0",
            "Score of the health word green"),
    NODE_HEALTH_YELLOW("node-health-yellow", "", OptionType.SCORE, "0",
            "Score of the health word yellow"),
    NODE_HEALTH_RED("node-health-red", "", OptionType.SCORE, "-INFINITY",
            "Score of the health word red"),
    CLUSTER_NAME("cluster-name", "", OptionType.STRING, "",
            "A name for the cluster, for rules"),
    CLUSTER_DELAY("cluster-delay", "", OptionType.DURATION, "60s",
            "Longest round trip over the network, added to each timeout"),
    BATCH_LIMIT("batch-limit", "", OptionType.INTEGER, "0",
            "Most actions in flight in the whole cluster; 0 = the cluster decides"),
    MIGRATION_LIMIT("migration-limit", "", OptionType.INTEGER, "-1",
            "Most live migrations in flight per node; -1 = no limit"),
    CLUSTER_RECHECK_INTERVAL("cluster-recheck-interval", "", OptionType.DURATION, "15min",
            "How often an idle cluster thinks again"),
    DC_DEADTIME("dc-deadtime", "", OptionType.DURATION, "20s",
            "How long a starting node waits for others"),
    ELECTION_TIMEOUT("election-timeout", "", OptionType.DURATION, "2min",
            "How long an election may take"),
    SHUTDOWN_ESCALATION("shutdown-escalation", "", OptionType.DURATION, "20min",
            "After which time a node leaves even if its resources did not stop"),
    JOIN_INTEGRATION_TIMEOUT("join-integration-timeout", "crmd-integration-timeout", OptionType.DURATION, "3min",
            "How long joining may take"),
    JOIN_FINALIZATION_TIMEOUT("join-finalization-timeout", "crmd-finalization-timeout", OptionType.DURATION, "30min",
            "How long the end of joining may take"),
    TRANSITION_DELAY("transition-delay", "crmd-transition-delay", OptionType.DURATION, "0s",
            "How long to wait for further events before thinking"),
    LOAD_THRESHOLD("load-threshold", "", OptionType.PERCENTAGE, "80%",
            "Most load that the cluster should make on a node"),
    NODE_ACTION_LIMIT("node-action-limit", "", OptionType.INTEGER, "0",
            "Most actions at a time on a node; 0 = twice the cores"),
    ENABLE_ACL("enable-acl", "", OptionType.BOOLEAN, "false",
            "Whether access rules count"),
    DC_VERSION("dc-version", "", OptionType.STRING, "",
            "Version of the coordinator; set by the cluster"),
    ELECTORATE("electorate", "", OptionType.STRING, "",
            "Whose votes count (last_man_standing); set by the cluster"),
    CLUSTER_INFRASTRUCTURE("cluster-infrastructure", "", OptionType.STRING, "",
            "The messaging layer in use; set by the cluster"),
    LAST_LRM_REFRESH("last-lrm-refresh", "", OptionType.INTEGER, "0",
            "When histories were last cleaned; set by tools"),
    PE_ERROR_SERIES_MAX("pe-error-series-max", "", OptionType.INTEGER, "-1",
            "How many scheduler inputs with errors are kept"),
    PE_WARN_SERIES_MAX("pe-warn-series-max", "", OptionType.INTEGER, "5000",
            "How many scheduler inputs with warnings are kept"),
    PE_INPUT_SERIES_MAX("pe-input-series-max", "", OptionType.INTEGER, "4000",
            "How many other scheduler inputs are kept"),
    CLUSTER_IPC_LIMIT("cluster-ipc-limit", "", OptionType.INTEGER, "500",
            "Longest queue of messages to a client"),
    AUTO_FAILBACK("auto-failback", "", OptionType.SELECT, "",
            "Whether resources without stickiness go back to their preferred node; if absent, the default stickiness counts",
            "true", "false", "on", "off", "yes", "no");

    private final OptionDefinition definition;

    ClusterOption(String xmlName, String legacyName, OptionType type, String defaultValue, String help, String... choices) {
        this.definition = new OptionDefinition(xmlName, legacyName, type, defaultValue, help, List.of(choices));
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }

    /** The option of this name or older name. */
    public static Optional<ClusterOption> named(String name) {
        return Arrays.stream(values()).filter(option -> option.definition.isCalled(name)).findFirst();
    }
}
