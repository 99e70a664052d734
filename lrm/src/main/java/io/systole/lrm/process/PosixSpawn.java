package io.systole.lrm.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.systole.lrm.kernel.CLibrary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code posix_spawn(3)}: a new process with a session, default signals and standard streams of its own, without a program in between. The
 * parent's memory is not copied, so the time does not grow with the heap. Thread-safe.
 */
final class PosixSpawn {
    /** Of {@code spawn.h}, the same in glibc and musl. */
    private static final short SETSIGDEF_SETSIGMASK_SETSID = 0x04 | 0x08 | 0x80;
    /** Room for the opaque structures; the greatest of them has 336 bytes in glibc. */
    private static final long STRUCTURE_BYTES = 1024;
    private static final long SIGNAL_SET_BYTES = 128;
    private static final int SIGCHLD = 17;
    private static final int NO_SUCH_FILE = 2;
    private static final int TOO_LONG = 7;
    private static final int NOT_A_PROGRAM = 8;
    private static final int NOT_PERMITTED = 13;
    private static final int TRY_AGAIN = 11;
    private static final int NO_MEMORY = 12;

    private final MethodHandle spawn = handle("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private final MethodHandle beginActions = handle("posix_spawn_file_actions_init", ADDRESS);
    private final MethodHandle endActions = handle("posix_spawn_file_actions_destroy", ADDRESS);
    private final MethodHandle addDup = handle("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);
    private final MethodHandle addDirectory = handle("posix_spawn_file_actions_addchdir_np", ADDRESS, ADDRESS);
    private final MethodHandle addCloseFrom = handle("posix_spawn_file_actions_addclosefrom_np", ADDRESS, JAVA_INT);
    private final MemorySegment attributes = attributes();

    private PosixSpawn() {}

    /** Empty if this C library cannot do all that is needed: glibc can since 2.34 (2021). */
    static Optional<PosixSpawn> find() {
        try {
            return Optional.of(new PosixSpawn());
        } catch (IllegalStateException tooOld) {
            return Optional.empty();
        }
    }

    /**
     * Starts a program in the root directory. All other files of this process are closed in it.
     *
     * @param words its absolute path, then its arguments
     * @param environment lines of the form {@code NAME=value}
     * @param streams descriptors of its standard input, output and error output; none of them below 3
     * @return its process id
     */
    int spawn(List<String> words, List<String> environment, int... streams) throws IOException {
        int error;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pid = arena.allocate(JAVA_INT);
            MemorySegment actions = arena.allocate(STRUCTURE_BYTES);
            MemorySegment state = CLibrary.callState(arena);
            check((int) beginActions.invokeExact(state, actions));
            try {
                for (int stream = 0; stream < streams.length; stream++) {
                    check((int) addDup.invokeExact(state, actions, streams[stream], stream));
                }
                check((int) addCloseFrom.invokeExact(state, actions, streams.length));
                check((int) addDirectory.invokeExact(state, actions, arena.allocateFrom("/")));
                MemorySegment arguments = NativeText.strings(words, arena);
                error = (int) spawn.invokeExact(state, pid, arguments.getAtIndex(ADDRESS, 0), actions, attributes, arguments,
                        NativeText.strings(environment, arena));
            } finally {
                int ignored = (int) endActions.invokeExact(state, actions);
            }
            if (error == 0) {
                return pid.get(JAVA_INT, 0);
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("posix_spawn(3) cannot be called", e);
        }
        if (error == NOT_A_PROGRAM && !words.getFirst().equals("/bin/sh")) {
            return spawn(asShellScript(words), environment, streams);
        }
        throw new IOException(reason(error));
    }

    /** What has no interpreter line is run by the shell, as a shell would do. */
    private static List<String> asShellScript(List<String> words) {
        var all = new ArrayList<>(words);
        all.addFirst("/bin/sh");
        return all;
    }

    private static String reason(int error) {
        return switch (error) {
            case TOO_LONG -> "its arguments and environment are too long for the kernel";
            case TRY_AGAIN -> "the limit of processes is reached (ulimit -u, TasksMax of the unit, pids of the control group)";
            case NO_MEMORY -> "there is not enough memory";
            case NO_SUCH_FILE -> "it or its interpreter is not there any more";
            case NOT_PERMITTED -> "permission denied; its file system may be mounted noexec";
            default -> "error " + error + " of posix_spawn(3)";
        };
    }

    /** What is the same for all programs. */
    private static MemorySegment attributes() {
        MethodHandle init = handle("posix_spawnattr_init", ADDRESS);
        MethodHandle setFlags = handle("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT);
        MethodHandle setDefault = handle("posix_spawnattr_setsigdefault", ADDRESS, ADDRESS);
        MethodHandle setMask = handle("posix_spawnattr_setsigmask", ADDRESS, ADDRESS);
        MemorySegment made = Arena.global().allocate(STRUCTURE_BYTES);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            MemorySegment none = arena.allocate(SIGNAL_SET_BYTES);
            MemorySegment all = arena.allocate(SIGNAL_SET_BYTES).fill((byte) 0xFF);
            check((int) init.invokeExact(state, made));
            check((int) setFlags.invokeExact(state, made, SETSIGDEF_SETSIGMASK_SETSID));
            check((int) setDefault.invokeExact(state, made, all));
            check((int) setMask.invokeExact(state, made, none));
            keepExitCodes(state);
            return made;
        } catch (Throwable e) {
            throw new IllegalStateException("posix_spawn(3) cannot be prepared", e);
        }
    }

    /** Who started this daemon may have told the kernel to bury its children unseen. */
    private static void keepExitCodes(MemorySegment state) throws Throwable {
        MethodHandle signal = CLibrary.function("signal", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
        MemorySegment ignored = (MemorySegment) signal.invokeExact(state, SIGCHLD, MemorySegment.NULL);
    }

    private static void check(int error) throws IOException {
        if (error != 0) {
            throw new IOException("error " + error + " in preparing posix_spawn(3)");
        }
    }

    private static MethodHandle handle(String name, MemoryLayout... arguments) {
        return CLibrary.function(name, FunctionDescriptor.of(JAVA_INT, arguments));
    }
}
