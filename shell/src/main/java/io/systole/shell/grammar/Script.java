package io.systole.shell.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into statements: blanks separate words, {@code '…'} and {@code "…"} group, {@code \} escapes, a {@code \} at
 * the end joins lines, a line that begins with {@code #} is a comment. The rest of a statement {@code xml <…>} is one word.
 */
public final class Script {
    private final String text;
    private int at;
    private int line = 1;

    private Script(String text) {
        this.text = text;
    }

    /**
     * All statements of a text.
     *
     * @throws CrmSyntaxException if a quote is not closed
     */
    public static List<Statement> read(String text) {
        var script = new Script(text.replace("\r\n", "\n"));
        var statements = new ArrayList<Statement>();
        while (script.at < script.text.length()) {
            Statement statement = script.next();
            if (!statement.words().isEmpty()) {
                statements.add(statement);
            }
        }
        return statements;
    }

    /** True if more lines are needed to end the statement: a quote is open, or the text ends with {@code \}. */
    public static boolean isOpen(String text) {
        try {
            read(text);
        } catch (CrmSyntaxException unclosed) {
            return true;
        }
        return text.endsWith("\\") && !text.endsWith("\\\\");
    }

    private Statement next() {
        skipBlanks();
        int first = line;
        int start = at;
        if (at < text.length() && text.charAt(at) == '#') {
            skipComment();
            return new Statement(first, List.of(), "");
        }
        if (text.startsWith("xml", at) && at + 3 < text.length() && Character.isWhitespace(text.charAt(at + 3))) {
            return raw(first);
        }
        var words = new ArrayList<String>();
        while (at < text.length() && text.charAt(at) != '\n') {
            words.add(word(first));
            skipBlanks();
        }
        String written = text.substring(start, at);
        newline();
        return new Statement(first, words, written);
    }

    private Statement raw(int first) {
        at += 3;
        int start = at;
        var body = new StringBuilder();
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String part = text.substring(at, end).strip();
            at = end;
            newline();
            if (!part.endsWith("\\")) {
                body.append(part);
                break;
            }
            body.append(part, 0, part.length() - 1).append(' ');
        }
        return new Statement(first, List.of("xml", body.toString().strip()), "xml" + text.substring(start, at).stripTrailing());
    }

    private String word(int statementLine) {
        var word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || c == ' ' || c == '\t') {
                break;
            }
            at++;
            if (c == '\'' || c == '"') {
                quoted(c, word, statementLine);
            } else if (c == '\\') {
                escaped(word);
            } else {
                word.append(c);
            }
        }
        return word.toString();
    }

    private void quoted(char quote, StringBuilder word, int statementLine) {
        int opened = line;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return;
            }
            if (c == '\n') {
                line++;
            }
            boolean escape = c == '\\' && quote == '"' && at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\\');
            word.append(escape ? text.charAt(at++) : c);
        }
        throw new CrmSyntaxException("the quote " + quote + " is not closed").at(Math.max(opened, statementLine));
    }

    private void escaped(StringBuilder word) {
        if (at >= text.length()) {
            return;
        }
        char next = text.charAt(at++);
        if (next == '\n') {
            line++;
        } else {
            word.append(next);
        }
    }

    /** Skips blanks and joined line ends, but not the end of the statement. */
    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && (at + 1 == text.length() || text.charAt(at + 1) == '\n')) {
                at = Math.min(at + 2, text.length());
                line++;
            } else if (c == ' ' || c == '\t') {
                at++;
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
        newline();
    }

    private void newline() {
        if (at < text.length()) {
            at++;
            line++;
        }
    }
}
