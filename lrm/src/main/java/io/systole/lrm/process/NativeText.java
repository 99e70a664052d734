package io.systole.lrm.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Java hands text to programs in the character set of the locale that it was started with, and writes a question mark for
 * what that set lacks. A mount point or password changed like that is worse than none.
 */
final class NativeText {
    private static final Charset NATIVE = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private final Charset charset;

    NativeText(Charset charset) {
        this.charset = charset;
    }

    /** The character set of this JVM. */
    static NativeText ofThisMachine() {
        return new NativeText(NATIVE);
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

    /**
     * The texts as the C language has them: a list of addresses, of which the last is null.
     *
     * @throws IOException if one of them has a character that would end it there
     */
    static MemorySegment strings(List<String> texts, Arena arena) throws IOException {
        MemorySegment addresses = arena.allocate(ValueLayout.ADDRESS, texts.size() + 1L);
        for (int index = 0; index < texts.size(); index++) {
            String text = texts.get(index);
            if (text.indexOf(0) >= 0) {
                throw new IOException("an argument or a variable has the character NUL, which no program can be given");
            }
            byte[] bytes = text.getBytes(NATIVE);
            MemorySegment string = arena.allocate(bytes.length + 1L);
            MemorySegment.copy(bytes, 0, string, ValueLayout.JAVA_BYTE, 0, bytes.length);
            addresses.setAtIndex(ValueLayout.ADDRESS, index, string);
        }
        return addresses;
    }
}
