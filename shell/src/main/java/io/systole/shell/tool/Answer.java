package io.systole.shell.tool;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibWriter;
import io.systole.shell.command.ExitStatus;
import io.systole.shell.command.UsageException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tool says, in the form that was asked for: lines for people, or one document for programs ({@code
 * --output-as=xml}) whose last element tells how it ended. Not for several threads.
 */
final class Answer {
    private final ToolCall call;
    private final boolean xml;
    private final PrintWriter out;
    private final PrintWriter err;
    private final List<Element> elements = new ArrayList<>();
    private final List<Element> errors = new ArrayList<>();

    Answer(ToolCall call, Options options, PrintWriter out, PrintWriter err) {
        this.call = call;
        this.out = out;
        this.err = err;
        String form = options.value("output-as").orElse("text");
        if (!List.of("text", "xml").contains(form)) {
            throw new UsageException("\"" + form + "\" is no output format here: use --output-as=text or --output-as=xml");
        }
        this.xml = form.equals("xml");
    }

    /** True if programs are to read it. */
    boolean xml() {
        return xml;
    }

    /** A line for people, its element for programs. */
    void say(String line, Element element) {
        if (xml) {
            elements.add(element);
        } else {
            out.println(line);
        }
    }

    /** Something for people alone. */
    void line(String line) {
        if (!xml) {
            out.println(line);
        }
    }

    /** Something for programs alone. */
    void element(Element element) {
        if (xml) {
            elements.add(element);
        }
    }

    /** A complaint, in words that programs may look for, after the tool's name. */
    void error(String sentence) {
        String whole = call.tool() + ": " + sentence;
        if (xml) {
            errors.add(Element.of("error").withText(whole));
        } else {
            err.println(whole);
        }
    }

    /** Complains, and ends so. */
    ExitStatus failed(ExitStatus status, String sentence) {
        error(sentence);
        return end(status);
    }

    /** A remark for people alone, beside what they asked for. */
    void remark(String sentence) {
        if (!xml) {
            err.println(sentence);
        }
    }

    /** A complaint without the tool's name: {@code line} for people, {@code sentence} for programs. */
    void error(String line, String sentence) {
        if (xml) {
            errors.add(Element.of("error").withText(sentence));
        } else {
            err.println(line);
        }
    }

    /** Ends so. */
    ExitStatus end(ExitStatus status) {
        if (xml) {
            out.print(document(call, elements, errors, status));
        }
        return status;
    }

    /** Ends a call that has not got as far as its answer: in one sentence, or in a document if programs are to read it. */
    static ExitStatus refused(ToolCall call, ExitStatus status, String sentence, PrintWriter out, PrintWriter err) {
        String whole = call.tool() + ": " + sentence;
        if (wantsXml(call.arguments())) {
            out.print(document(call, List.of(), List.of(Element.of("error").withText(whole)), status));
        } else {
            err.println(whole);
        }
        return status;
    }

    private static boolean wantsXml(List<String> words) {
        int format = words.indexOf("--output-as");
        return words.contains("--output-as=xml") || words.contains("--as-xml")
                || format >= 0 && format + 1 < words.size() && words.get(format + 1).equals("xml");
    }

    private static String document(ToolCall call, List<Element> elements, List<Element> errors, ExitStatus status) {
        Element how = Element.of("status", "code", Integer.toString(status.code()), "message", status.text());
        return CibWriter.text(Element.of("pacemaker-result", "api-version", "2.25", "request", request(call))
                .withChildren(elements)
                .plus(errors.isEmpty() ? how : how.plus(Element.of("errors").withChildren(errors))));
    }

    private static String request(ToolCall call) {
        return (call.tool() + " " + String.join(" ", call.arguments())).strip();
    }
}
