package io.systole.samples.writes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was written: each write has a number, and its own cluster property whose value is the number. Not safe for several threads.
 */
public final class Ledger {
    private static final Pattern WRITE = Pattern.compile("name=\"write-(\\d+)\" value=\"(\\d+)\"");

    private final Set<Integer> acknowledged = new TreeSet<>();
    private final Set<Integer> unanswered = new TreeSet<>();
    private int last;

    /** The number of the next write. */
    public int next() {
        return ++last;
    }

    /** The property that a write sets. */
    static String property(int number) {
        return "write-" + number;
    }

    /** The words that make a write, on any node. */
    public static String[] command(int number) {
        return new String[] {"crm_attribute", "--type", "crm_config", "--name", property(number), "--update", Integer.toString(number)};
    }

    /** What came of a write: whether it was acknowledged, or refused or not answered. */
    public void answered(int number, boolean ok) {
        (ok ? acknowledged : unanswered).add(number);
    }

    /** How many were acknowledged. */
    public int acknowledged() {
        return acknowledged.size();
    }

    /** How many were refused, or without an answer. */
    public int unanswered() {
        return unanswered.size();
    }

    /** The acknowledged writes that this CIB does not have, or has with another value. */
    public List<Integer> missing(String cib) {
        var there = found(cib);
        return new ArrayList<>(acknowledged.stream().filter(number -> !there.contains(number)).toList());
    }

    /** How many of the writes without an acknowledgement are there all the same. */
    public long surplus(String cib) {
        return found(cib).stream().filter(unanswered::contains).count();
    }

    private static Set<Integer> found(String cib) {
        var there = new TreeSet<Integer>();
        Matcher matcher = WRITE.matcher(cib);
        while (matcher.find()) {
            if (matcher.group(1).equals(matcher.group(2))) {
                there.add(Integer.parseInt(matcher.group(1)));
            }
        }
        return there;
    }
}
