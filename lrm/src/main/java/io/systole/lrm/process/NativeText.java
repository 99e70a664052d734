package io.systole.lrm.process;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Java hands text to programs in the character set of the locale that it was started with, and writes a question mark for
 * what that set lacks. A mount point or password changed like that is worse than none.
 */
final class NativeText {
    private final Charset charset;

    NativeText(Charset charset) {
        this.charset = charset;
    }

    /** The character set of this JVM. */
    static NativeText ofThisMachine() {
        return new NativeText(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    /** Why this command cannot be handed over, or empty if it can. The value itself may be secret and is not told. */
    Optional<ProcessEnd.NotStarted> refuse(Command command) {
        for (Map.Entry<String, String> variable : command.environment().entrySet()) {
            if (!fits(variable.getKey()) || !fits(variable.getValue())) {
                return refusal("the value of " + variable.getKey());
            }
        }
        List<String> words = command.arguments();
        return fits(command.file().toString()) && words.stream().allMatch(this::fits) ? Optional.empty() : refusal("an argument");
    }

    private boolean fits(String text) {
        return charset.newEncoder().canEncode(text);
    }

    private Optional<ProcessEnd.NotStarted> refusal(String what) {
        return Optional.of(new ProcessEnd.NotStarted(ProcessEnd.Cause.OTHER, what + " has characters that the locale of the daemon ("
                + charset + ") does not know; start the daemon with LC_ALL=C.UTF-8"));
    }
}
