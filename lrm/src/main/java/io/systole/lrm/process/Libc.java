package io.systole.lrm.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The few system calls that Java has no words for. Only for Linux: {@code O_CLOEXEC} and the errno numbers are its own.
 * Needs {@code --enable-native-access}, else Java prints a warning at the first call.
 */
final class Libc {
    private static final int O_CLOEXEC = 0x80000;
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO_FIELD =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle KILL = handle("kill", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle PIPE2 = handle("pipe2", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle CLOSE = handle("close", ValueLayout.JAVA_INT);

    private Libc() {}

    /** Sends a signal to a process, or with a negative number to a process group; false if there is none of this number. */
    static boolean kill(long pid, int signal) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            return (int) KILL.invokeExact(state, (int) pid, signal) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("kill(2) cannot be called", e);
        }
    }

    /** A pipe that is closed in programs started by this process: file descriptor to read, file descriptor to write. */
    static int[] pipe() throws IOException {
        int errno;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            if ((int) PIPE2.invokeExact(state, ends, O_CLOEXEC) == 0) {
                return ends.toArray(ValueLayout.JAVA_INT);
            }
            errno = (int) ERRNO_FIELD.get(state, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("pipe2(2) cannot be called", e);
        }
        throw new IOException("no pipe for the output of a program: error " + errno + " of pipe2(2); see the limit of open files");
    }

    /** Closes a file descriptor. */
    static void close(int fileDescriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int ignored = (int) CLOSE.invokeExact(state, fileDescriptor);
        } catch (Throwable e) {
            throw new IllegalStateException("close(2) cannot be called", e);
        }
    }

    @SuppressWarnings("restricted") // The signatures below are those of the manual pages.
    private static MethodHandle handle(String name, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup().find(name)
                .or(() -> SymbolLookup.loaderLookup().find(name))
                .orElseThrow(() -> new IllegalStateException("the C library has no " + name + "()"));
        return linker.downcallHandle(symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments), ERRNO);
    }
}
