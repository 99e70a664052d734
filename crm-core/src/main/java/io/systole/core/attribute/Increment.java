package io.systole.core.attribute;

import io.systole.core.option.Score;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code value++} and {@code value+=N} (rule C-104): counted by the DC, one after the other, so that of two increments at the
 * same time none is lost.
 */
public final class Increment {
    private static final Pattern COUNT = Pattern.compile("value(?:\\+\\+|\\+=(.*))");

    private Increment() {}

    /** The value that the text means; the text itself if it counts nothing. An old value that is no score counts as 0. */
    public static String apply(Optional<String> old, String text) {
        Matcher matcher = COUNT.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        OptionalInt step = matcher.group(1) == null ? OptionalInt.of(1) : Score.parse(matcher.group(1));
        if (step.isEmpty()) {
            return old.orElse("0");
        }
        OptionalInt before = Score.parse(old.orElse("0"));
        return Integer.toString(before.isEmpty() ? 0 : Score.add(before.getAsInt(), step.getAsInt()));
    }
}
