package io.systole.lrm.process;

import io.systole.lrm.kernel.CLibrary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The few system calls that Java has no words for. Only for Linux: {@code O_CLOEXEC} and the errno numbers are its own.
 */
final class Libc {
    private static final int O_CLOEXEC = 0x80000;
    private static final MethodHandle KILL = handle("kill", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle PIPE2 = handle("pipe2", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle CLOSE = handle("close", ValueLayout.JAVA_INT);

    private Libc() {}

    /** Sends a signal to a process, or with a negative number to a process group; false if there is none of this number. */
    static boolean kill(long pid, int signal) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            return (int) KILL.invokeExact(state, (int) pid, signal) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("kill(2) cannot be called", e);
        }
    }

    /** A pipe that is closed in programs started by this process: file descriptor to read, file descriptor to write. */
    static int[] pipe() throws IOException {
        int errno;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            if ((int) PIPE2.invokeExact(state, ends, O_CLOEXEC) == 0) {
                return ends.toArray(ValueLayout.JAVA_INT);
            }
            errno = CLibrary.errno(state);
        } catch (Throwable e) {
            throw new IllegalStateException("pipe2(2) cannot be called", e);
        }
        throw new IOException("no pipe for the output of a program: error " + errno + " of pipe2(2); see the limit of open files");
    }

    /** Closes a file descriptor. */
    static void close(int fileDescriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            int ignored = (int) CLOSE.invokeExact(state, fileDescriptor);
        } catch (Throwable e) {
            throw new IllegalStateException("close(2) cannot be called", e);
        }
    }

    private static MethodHandle handle(String name, MemoryLayout... arguments) {
        return CLibrary.function(name, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }
}
