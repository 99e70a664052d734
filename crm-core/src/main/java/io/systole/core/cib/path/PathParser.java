package io.systole.core.cib.path;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads the text of a {@link CibPath} from left to right; used once. */
final class PathParser {
    private final String text;
    private int at;

    PathParser(String text) {
        this.text = text;
    }

    List<CibPath.Step> steps() {
        var steps = new ArrayList<CibPath.Step>();
        if (text.isEmpty()) {
            throw expected("/");
        }
        while (at < text.length()) {
            need('/');
            boolean anywhere = skip('/');
            String tag = name();
            SequencedMap<String, String> attributes = new LinkedHashMap<>();
            while (skip('[')) {
                need('@');
                String attribute = name();
                need('=');
                attributes.put(attribute, value());
                need(']');
            }
            steps.add(new CibPath.Step(anywhere, tag, attributes));
        }
        return steps;
    }

    private String name() {
        int start = at;
        while (at < text.length() && "/[]@='\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw expected("a name");
        }
        return text.substring(start, at);
    }

    private String value() {
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            throw expected("a value in quotes");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return quote == '"' ? value.replace("&quot;", "\"").replace("&amp;", "&") : value;
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void need(char c) {
        if (!skip(c)) {
            throw expected(String.valueOf(c));
        }
    }

    private IllegalArgumentException expected(String what) {
        return new IllegalArgumentException("path " + text + ", character " + (at + 1) + ": expected " + what
                + "; a path looks like /cib/configuration/resources/primitive[@id='web']");
    }
}
