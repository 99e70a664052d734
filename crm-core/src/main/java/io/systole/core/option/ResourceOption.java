package io.systole.core.option;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every meta attribute of a resource; rules 1:S-69 to 1:S-73 and 1:S-127. */
public enum ResourceOption implements Option {
    PRIORITY("priority", "", OptionType.SCORE, "0",
            "If not all resources can be active, those of lower priority are placed last"),
    CRITICAL("critical", "", OptionType.BOOLEAN, "true",
            "Whether the resource may move those that it is placed with"),
    NOTIFY("notify", "", OptionType.BOOLEAN, "false",
            "Whether instances are told before and after others act"),
    ALLOW_MIGRATE("allow-migrate", "", OptionType.BOOLEAN, "false",
            "Whether the resource may be migrated live"),
    IS_MANAGED("is-managed", "", OptionType.BOOLEAN, "true",
            "Whether the cluster may start and stop the resource"),
    MAINTENANCE("maintenance", "", OptionType.BOOLEAN, "false",
            "Whether the resource is left alone and not monitored"),
    TARGET_ROLE("target-role", "", OptionType.ROLE, "Started",
            "What role the cluster should try to keep it in"),
    MULTIPLE_ACTIVE("multiple-active", "", OptionType.SELECT, "stop_start",
            "What to do if the resource is found active on more than one node", "stop_start", "stop_only", "block", "stop_unexpected"),
    RESOURCE_STICKINESS("resource-stickiness", "", OptionType.SCORE, "0",
            "How strongly the resource prefers to stay where it is"),
    MIGRATION_THRESHOLD("migration-threshold", "", OptionType.SCORE, "INFINITY",
            "How many failures on a node ban the resource from it; 0 = never"),
    FAILURE_TIMEOUT("failure-timeout", "", OptionType.DURATION, "0",
            "After which time a failure is forgotten; 0 = never"),
    INSTANT_DETECTION("instant-detection", "", OptionType.BOOLEAN, "true",
            "Whether its monitor runs at once when an address, mount or process of it goes away (Systole's own)"),
    REQUIRES("requires", "", OptionType.SELECT, "",
            "What a start waits for", "nothing", "quorum", "fencing", "unfencing"),
    ALLOW_UNHEALTHY_NODES("allow-unhealthy-nodes", "", OptionType.BOOLEAN, "false",
            "Whether the resource may run on nodes with bad health"),
    CONTAINER_ATTRIBUTE_TARGET("container-attribute-target", "", OptionType.STRING, "",
            "Whose node attributes count in a bundle: host or the container"),
    GLOBALLY_UNIQUE("globally-unique", "", OptionType.BOOLEAN, "false",
            "Whether each instance of a clone does something else"),
    PROMOTABLE("promotable", "", OptionType.BOOLEAN, "false",
            "Whether instances of a clone can be promoted"),
    INTERLEAVE("interleave", "", OptionType.BOOLEAN, "false",
            "Whether constraints between clones look at instances of the same node only"),
    ORDERED("ordered", "", OptionType.BOOLEAN, "false",
            "Whether instances of a clone start one after another; for a group whether members do (then true)"),
    CLONE_MAX("clone-max", "", OptionType.INTEGER, "",
            "How many instances there are; default: as many as nodes"),
    CLONE_NODE_MAX("clone-node-max", "", OptionType.INTEGER, "1",
            "How many instances may run on one node"),
    CLONE_MIN("clone-min", "", OptionType.INTEGER, "0",
            "How many instances must run before dependent resources may"),
    PROMOTED_MAX("promoted-max", "master-max", OptionType.INTEGER, "1",
            "How many instances may be promoted"),
    PROMOTED_NODE_MAX("promoted-node-max", "master-node-max", OptionType.INTEGER, "1",
            "How many instances may be promoted on one node"),
    REMOTE_NODE("remote-node", "", OptionType.STRING, "",
            "The name of the guest node that this resource starts"),
    REMOTE_ADDR("remote-addr", "", OptionType.STRING, "",
            "Its address"),
    REMOTE_PORT("remote-port", "", OptionType.INTEGER, "3121",
            "Its port"),
    REMOTE_CONNECT_TIMEOUT("remote-connect-timeout", "", OptionType.DURATION, "60s",
            "How long connecting may take"),
    REMOTE_ALLOW_MIGRATE("remote-allow-migrate", "", OptionType.BOOLEAN, "true",
            "Whether the connection may migrate"),
    CONTAINER("container", "", OptionType.STRING, "",
            "The resource that launches this one"),
    PROVIDES("provides", "", OptionType.STRING, "",
            "What a fence device provides");

    private final OptionDefinition definition;

    ResourceOption(String xmlName, String legacyName, OptionType type, String defaultValue, String help, String... choices) {
        this.definition = new OptionDefinition(xmlName, legacyName, type, defaultValue, help, List.of(choices));
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }

    /** The option of this name or older name. */
    public static Optional<ResourceOption> named(String name) {
        return Arrays.stream(values()).filter(option -> option.definition.isCalled(name)).findFirst();
    }
}
