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

    /** Every character set that Linux has for a locale knows those of ASCII, and most texts have no others. */
    private boolean fits(String text) {
        return isAscii(text) || charset.newEncoder().canEncode(text);
    }

    private static boolean isAscii(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) >= 0x80) {
                return false;
            }
        }
        return true;
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
        byte[][] encoded = new byte[texts.size()][];
        long size = 0;
        for (int index = 0; index < encoded.length; index++) {
            String text = texts.get(index);
            if (text.indexOf(0) >= 0) {
                throw new IOException("an argument or a variable has the character NUL, which no program can be given");
            }
            encoded[index] = text.getBytes(NATIVE);
            size += encoded[index].length + 1;
        }
        // Memory is given zeroed, which ends the list and each text.
        MemorySegment addresses = arena.allocate(ValueLayout.ADDRESS, encoded.length + 1L);
        MemorySegment strings = arena.allocate(size);
        long place = 0;
        for (int index = 0; index < encoded.length; index++) {
            MemorySegment.copy(encoded[index], 0, strings, ValueLayout.JAVA_BYTE, place, encoded[index].length);
            addresses.setAtIndex(ValueLayout.ADDRESS, index, strings.asSlice(place));
            place += encoded[index].length + 1;
        }
        return addresses;
    }
}
