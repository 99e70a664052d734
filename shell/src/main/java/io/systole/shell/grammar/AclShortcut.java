package io.systole.shell.grammar;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words of crm for XPaths that ACLs often need: {@code meta:web:target-role}. Each has a form without and one with the name of
 * an attribute at its end.
 */
enum AclShortcut {
    META("meta", true, "//primitive[@id='%s']/meta_attributes", "/nvpair[@name='%s']"),
    PARAMS("params", true, "//primitive[@id='%s']/instance_attributes", "/nvpair[@name='%s']"),
    UTILIZATION("utilization", true, "//primitive[@id='%s']/utilization", ""),
    LOCATION("location", true, "//rsc_location[@id='cli-prefer-%s' and @rsc='%1$s']", ""),
    PROPERTY("property", false, "//crm_config/cluster_property_set", "/nvpair[@name='%s']"),
    NODE("node", false, "//nodes/node", "[@uname='%s']"),
    NODEATTR("nodeattr", false, "//nodes/node/instance_attributes", "/nvpair[@name='%s']"),
    STATUS("status", false, "/cib/status", ""),
    CIB("cib", false, "/cib", "");

    private final String word;
    /** Whether it needs the id of a resource. */
    private final boolean ofResource;
    private final String path;
    private final String last;

    AclShortcut(String word, boolean ofResource, String path, String last) {
        this.word = word;
        this.ofResource = ofResource;
        this.path = path;
        this.last = last;
    }

    /** The XPath that this word stands for; empty if it is none of these words, or has too few or too many parts. */
    static Optional<String> xpath(String text) {
        List<String> parts = List.of(text.split(":", -1));
        for (AclShortcut shortcut : values()) {
            int least = shortcut.ofResource ? 2 : 1;
            int most = least + (shortcut.last.isEmpty() ? 0 : 1);
            if (shortcut.word.equals(parts.getFirst()) && parts.size() >= least && parts.size() <= most
                    && parts.stream().noneMatch(part -> part.isEmpty() || part.contains("'"))) {
                String path = shortcut.ofResource ? shortcut.path.formatted(parts.get(1)) : shortcut.path;
                boolean named = parts.size() == most && !shortcut.last.isEmpty();
                return Optional.of(named ? path + shortcut.last.formatted(parts.getLast()) : path);
            }
        }
        return Optional.empty();
    }

    /** The word that stands for this XPath; empty if there is none. */
    static Optional<String> word(String xpath) {
        for (AclShortcut shortcut : values()) {
            String first = shortcut.ofResource ? shortcut.path.replaceFirst("%s", "\\\\E([^':]+)\\\\Q").replace("%1$s", "\\E\\1\\Q")
                    : shortcut.path;
            String second = shortcut.last.isEmpty() ? "" : "(?:\\Q" + shortcut.last.replace("%s", "\\E([^':]+)\\Q") + "\\E)?";
            Matcher matcher = Pattern.compile("\\Q" + first + "\\E" + second).matcher(xpath);
            if (matcher.matches()) {
                var text = new StringBuilder(shortcut.word);
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    text.append(matcher.group(i) == null ? "" : ":" + matcher.group(i));
                }
                return Optional.of(text.toString());
            }
        }
        return Optional.empty();
    }
}
