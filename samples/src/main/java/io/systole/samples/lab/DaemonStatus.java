package io.systole.samples.lab;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a daemon tells of the cluster around it, read as far as laboratories need it. What it does not say is empty.
 *
 * @param json as {@link Machine#status} gives it
 */
public record DaemonStatus(String json) {
    private static final Pattern DC = Pattern.compile("\"dc\":\"(\\w+)\"");
    private static final Pattern TERM = Pattern.compile("\"term\":(\\d+)");
    private static final Pattern CIB = Pattern.compile("\"cib\":\"([\\d.]+)\"");
    private static final Pattern LIFE = Pattern.compile("\"incarnation\":(\\d+)");

    /** The node that it calls the DC. */
    public String dc() {
        return find(DC);
    }

    /** The term of that DC. */
    public String term() {
        return find(TERM);
    }

    /** The version of the CIB that it has. */
    public String cib() {
        return find(CIB);
    }

    /** The lives of the daemons that it calls members, one for each. */
    public List<String> lives() {
        return LIFE.matcher(json).results().map(found -> found.group(1)).toList();
    }

    private String find(Pattern pattern) {
        Matcher matcher = pattern.matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }
}
