package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code configure modgroup}: puts a resource into a group, or takes one out, without writing the group anew. */
final class MemberCommand implements Command {
    private static final List<String> VERBS = List.of("add", "remove");
    private static final List<String> PLACES = List.of("after", "before");
    private static final int SHORT = 3;
    private static final int LONG = 5;

    @Override
    public String name() {
        return "modgroup";
    }

    @Override
    public String usage() {
        return "GROUP add RESOURCE [after|before MEMBER] | GROUP remove MEMBER";
    }

    @Override
    public String summary() {
        return "put a resource into a group, or take one out";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        String verb = arguments.size() > 1 ? arguments.get(1).toLowerCase(Locale.ROOT) : "";
        boolean placed = arguments.size() == LONG && verb.equals("add") && PLACES.contains(arguments.get(SHORT));
        if (!VERBS.contains(verb) || arguments.size() != SHORT && !placed) {
            throw new UsageException("write: modgroup " + usage());
        }
        Cib cib = context.session().draft().cib();
        Element group = Names.resource(cib, arguments.getFirst());
        if (!group.is("group")) {
            throw new UsageException(group.id() + " is a " + group.name() + ", not a group");
        }
        String resource = Names.resource(cib, arguments.get(2)).id();
        var members = new ArrayList<>(members(group));
        if (verb.equals("add")) {
            if (members.contains(resource)) {
                throw new UsageException(resource + " is in " + group.id() + " already");
            }
            members.add(placed ? place(group, arguments.getLast()) + (arguments.get(SHORT).equals("after") ? 1 : 0) : members.size(),
                    resource);
        } else {
            members.remove(place(group, resource));
            if (members.isEmpty()) {
                throw new UsageException(resource + " is the last member of " + group.id() + "; \"delete " + group.id()
                        + "\" takes the group away and leaves " + resource);
            }
        }
        context.session().draft().members(group, members);
        return ExitStatus.OK;
    }

    private static List<String> members(Element group) {
        return group.children("primitive").stream().map(Element::id).toList();
    }

    private static int place(Element group, String member) {
        int at = members(group).indexOf(member);
        if (at < 0) {
            throw new UsageException(member + " is no member of " + group.id() + "; its members are " + String.join(", ", members(group)));
        }
        return at;
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        Cib cib = context.session().draft().cib();
        return switch (before.size()) {
            case 0 -> cib.section("resources").tree().filter(each -> each.is("group")).map(Element::id).toList();
            case 1 -> VERBS;
            case SHORT -> PLACES;
            default -> Names.resources(cib);
        };
    }
}
