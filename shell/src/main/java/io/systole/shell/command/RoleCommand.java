package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.List;

/** {@code resource start}, {@code stop}, {@code promote}, {@code demote}, {@code manage} and {@code unmanage}: a meta attribute. */
record RoleCommand(String name, String attribute, String value, String summary) implements Command {
    @Override
    public String usage() {
        return "RESOURCE…";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new UsageException("write: " + name + " " + usage());
        }
        Cib before = context.connection().cib();
        Cib after = before;
        for (String id : arguments) {
            after = withMeta(after, id, attribute, value);
        }
        return context.change(before, after, "crm_resource");
    }

    /** The CIB with a meta attribute of a resource; null as value removes it. */
    static Cib withMeta(Cib cib, String id, String attribute, String value) {
        Element target = outermostClone(cib, Names.resource(cib, id));
        Element changed = value == null
                ? Attributes.without(target, "meta_attributes", attribute)
                : Attributes.set(target, "meta_attributes", target.id() + "-meta_attributes", attribute, value);
        return cib.withSection(replaced(cib.section("resources"), target, withoutInside(changed, attribute)));
    }

    /** What is said of the whole holds for its parts: their own word is taken back. */
    private static Element withoutInside(Element container, String attribute) {
        return container.withChildren(container.children().stream()
                .map(child -> List.of("primitive", "group").contains(child.name()) && Attributes.get(child, "meta_attributes", attribute)
                        .isPresent()
                        ? withoutInside(Attributes.without(child, "meta_attributes", attribute), attribute)
                        : child)
                .toList());
    }

    /** Instances of a clone have no roles of their own: the clone is meant. */
    static Element outermostClone(Cib cib, Element resource) {
        return cib.section("resources").children().stream()
                .filter(top -> List.of("clone", "master").contains(top.name()) && top.tree().anyMatch(each -> each == resource))
                .findFirst()
                .orElse(resource);
    }

    private static Element replaced(Element parent, Element old, Element replacement) {
        var children = parent.children().stream()
                .map(child -> child == old ? replacement : replaced(child, old, replacement))
                .toList();
        return children.equals(parent.children()) ? parent : parent.withChildren(children);
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return Names.resources(context.connection().cib());
    }
}
