package io.systole.shell.tool;

import io.systole.core.membership.NodeName;
import io.systole.shell.command.UsageException;
import java.util.Optional;

/** Who is meant when a tool is called without saying it: the node and the resource that an agent acts for. */
final class Caller {
    private Caller() {}

    /** The named node; else that of the action the caller belongs to, else this one. */
    static String node(ToolCall call, ToolContext context, Optional<String> named) {
        return named.filter(name -> !name.isEmpty())
                .or(() -> Optional.ofNullable(call.environment().get("OCF_RESKEY_CRM_meta_on_node")).filter(name -> !name.isEmpty()))
                .or(() -> context.connection().localNode().map(NodeName::value))
                .orElseThrow(() -> new UsageException("which node? Use -N NODE"));
    }

    /** The attribute that holds the promotion score of the named resource, else of the one the caller is the agent of. */
    static String promotionScore(ToolCall call, Optional<String> resource) {
        String instance = resource.filter(name -> !name.isEmpty())
                .or(() -> Optional.ofNullable(call.environment().get("OCF_RESOURCE_INSTANCE")).filter(name -> !name.isEmpty()))
                .orElseThrow(() -> new UsageException(
                        "which resource? Name it, or call this from an agent (OCF_RESOURCE_INSTANCE is unset)"));
        return "master-" + instance;
    }
}
