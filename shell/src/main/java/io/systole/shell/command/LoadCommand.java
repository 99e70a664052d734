package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibParseException;
import io.systole.core.cib.xml.CibReader;
import io.systole.core.wording.Nearest;
import io.systole.shell.grammar.CrmSyntaxException;
import io.systole.shell.grammar.Draft;
import io.systole.shell.grammar.Script;
import io.systole.shell.grammar.Statement;
import io.systole.shell.grammar.StatementParser;
import java.util.List;
import java.util.Locale;

/**
 * {@code configure load}: takes objects from text. {@code update} adds and changes, {@code replace} starts from nothing,
 * {@code push} is replace but keeps nodes. The text came with the call: the caller reads files, so that a daemon with more
 * rights than the caller does not.
 */
final class LoadCommand implements Command {
    @Override
    public String name() {
        return "load";
    }

    @Override
    public String usage() {
        return "[xml] replace|update|push FILE|-";
    }

    @Override
    public String summary() {
        return "take objects from a file";
    }

    @Override
    public ExitStatus run(CommandContext context, List<String> arguments) {
        boolean xml = !arguments.isEmpty() && arguments.getFirst().equals("xml");
        List<String> words = xml ? arguments.subList(1, arguments.size()) : arguments;
        if (words.size() != 2 || !List.of("replace", "update", "push").contains(words.getFirst())) {
            throw new UsageException("write: load " + usage());
        }
        String text = context.input().apply(words.get(1));
        if (text == null) {
            throw new UsageException("cannot read \"" + words.get(1) + "\"");
        }
        String method = words.getFirst();
        Draft draft = context.session().draft();
        Cib before = draft.cib();
        try {
            int wrong = xml ? loadXml(draft, method, text) : loadText(context, draft, method, text);
            if (wrong > 0) {
                draft.reset(before);
                context.error("nothing was loaded from " + words.get(1));
                return ExitStatus.ERROR;
            }
        } catch (CibParseException bad) {
            draft.reset(before);
            throw new UsageException(words.get(1) + ": " + bad.getMessage());
        } catch (CrmSyntaxException bad) {
            draft.reset(before);
            throw bad;
        }
        return ExitStatus.OK;
    }

    private static int loadXml(Draft draft, String method, String text) {
        Element root = CibReader.element(text);
        Element configuration = root.is("cib") ? Cib.of(root).configuration() : root.is("configuration") ? root : null;
        if (configuration == null) {
            draft.put(root);
            return 0;
        }
        if (!method.equals("update")) {
            // A CIB without nodes says nothing about nodes: they are made by the cluster.
            boolean keepNodes = configuration.child("nodes").filter(nodes -> !nodes.children().isEmpty()).isEmpty();
            draft.reset(draft.cib().withConfiguration(keepNodes ? withNodes(configuration, draft.cib()) : configuration));
            return 0;
        }
        for (Element section : configuration.children()) {
            if (List.of("rsc_defaults", "op_defaults", "fencing-topology").contains(section.name())) {
                draft.put(section);
            } else {
                section.children().forEach(draft::put);
            }
        }
        return 0;
    }

    private static Element withNodes(Element configuration, Cib old) {
        Cib filled = Cib.empty().withConfiguration(configuration);
        return filled.withSection(old.section("nodes")).configuration();
    }

    private static int loadText(CommandContext context, Draft draft, String method, String text) {
        if (!method.equals("update")) {
            Element nodes = draft.cib().section("nodes");
            draft.reset(draft.cib().withConfiguration(Cib.empty().configuration()).withSection(nodes));
        }
        int wrong = 0;
        for (Statement statement : Script.read(text)) {
            String word = statement.words().getFirst().toLowerCase(Locale.ROOT);
            try {
                if (!StatementParser.defines(word)) {
                    throw new CrmSyntaxException("\"" + word + "\" does not define an object"
                            + Nearest.hint(word, StatementParser.KEYWORDS))
                            .at(statement.line());
                }
                draft.update(statement);
            } catch (CrmSyntaxException bad) {
                context.error(bad.getMessage());
                wrong++;
            }
        }
        return wrong;
    }

    @Override
    public List<String> candidates(CommandContext context, List<String> before) {
        return before.size() <= 1 ? List.of("xml", "replace", "update", "push") : List.of("replace", "update", "push");
    }
}
