package io.systole.core.transition;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ties a result to the order it answers: {@code ACTION:TRANSITION:TARGETRC:UUID} (rules C-15, C-16, C-197).
 *
 * @param action number of the action in its graph, or the call id if no DC ordered it
 * @param transition number of the graph, or -1 if no DC ordered it
 * @param targetRc the exit code that counts as success
 * @param uuid 36 characters that stand for one life of the DC process that ordered it
 */
public record TransitionKey(int action, int transition, int targetRc, String uuid) {
    /** Stands in for the UUID of a DC where none gave the order. */
    public static final String NOBODY = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,9}):(-?\\d{1,9}):(-?\\d{1,9}):(.{36})");

    public TransitionKey {
        if (uuid.length() != 36) {
            throw new IllegalArgumentException("a transition key ends with 36 characters, not with " + uuid);
        }
    }

    /** The key of a result that no DC ordered. */
    public static TransitionKey outside(int callId, int targetRc) {
        return new TransitionKey(callId, -1, targetRc, NOBODY);
    }

    /** Reads the XML form; empty if the text is not a transition key. */
    public static Optional<TransitionKey> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new TransitionKey(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)), matcher.group(4)));
    }

    /** True if no DC ordered this. */
    public boolean fromOutside() {
        return transition == -1;
    }

    @Override
    public String toString() {
        return action + ":" + transition + ":" + targetRc + ":" + uuid;
    }
}
