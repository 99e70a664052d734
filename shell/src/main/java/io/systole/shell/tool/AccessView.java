package io.systole.shell.tool;

import io.systole.core.cib.Cib;
import io.systole.core.cib.Element;
import io.systole.core.cib.acl.Access;
import io.systole.core.cib.acl.Subject;
import io.systole.core.cib.xml.CibWriter;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code cibadmin --show-access}: the whole CIB with a line wherever what a user may do changes. */
final class AccessView {
    private static final Pattern MARK = Pattern.compile("(?m)^( *)<access level=\"([a-z]+)\"/>$");

    private AccessView() {}

    static void print(Cib cib, Subject subject, PrintWriter out) {
        Optional<Access> limits = Access.limits(cib, subject);
        if (limits.isEmpty()) {
            out.println("<!-- ACLs do not limit user " + subject.user() + (Access.enabled(cib) ? " -->" : ": enable-acl is not true -->"));
            out.print(CibWriter.text(cib));
            return;
        }
        out.println("<!-- ACLs as evaluated for user " + subject.user() + " -->");
        for (Element part : limits.get().annotated().children()) {
            out.print(MARK.matcher(CibWriter.text(part)).replaceAll(mark -> Matcher.quoteReplacement(
                    (mark.group(1).isEmpty() ? "" : "\n") + mark.group(1) + "vvv---[ " + word(mark.group(2)) + " ]---vvv")));
        }
    }

    private static String word(String level) {
        return level.equals("denied") ? "~DENIED~" : level.toUpperCase(Locale.ROOT);
    }
}
