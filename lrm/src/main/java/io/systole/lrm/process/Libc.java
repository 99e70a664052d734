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
    private static final int RLIMIT_NOFILE = 7;
    private static final int STANDARD_STREAMS = 3;
    private static final int SIGNALS = 0x7F;
    private static final MethodHandle KILL = handle("kill", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle PIPE2 = handle("pipe2", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle CLOSE = handle("close", ValueLayout.JAVA_INT);
    private static final MethodHandle OPEN = handle("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle NICE = handle("nice", ValueLayout.JAVA_INT);
    private static final MethodHandle GETRLIMIT = handle("getrlimit", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    private static final MethodHandle SETRLIMIT = handle("setrlimit", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    private static final MethodHandle WAITPID =
            handle("waitpid", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

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

    /**
     * A pipe that is closed in programs started by this process: file descriptor to read, file descriptor to write. Neither is in the place
     * of a standard stream: if this process was started without one, what gets its number stays open for good.
     */
    static int[] pipe() throws IOException {
        int[] ends = anyPipe();
        while (ends[0] < STANDARD_STREAMS || ends[1] < STANDARD_STREAMS) {
            ends = anyPipe();
        }
        return ends;
    }

    private static int[] anyPipe() throws IOException {
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

    /** A descriptor that reads nothing, closed in programs started by this process. Its number is that of no standard stream. */
    static int openEmpty() throws IOException {
        int descriptor = openAnyEmpty();
        while (descriptor < STANDARD_STREAMS) {
            descriptor = openAnyEmpty();
        }
        return descriptor;
    }

    private static int openAnyEmpty() throws IOException {
        int descriptor;
        int errno;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            descriptor = (int) OPEN.invokeExact(state, arena.allocateFrom("/dev/null"), O_CLOEXEC);
            errno = CLibrary.errno(state);
        } catch (Throwable e) {
            throw new IllegalStateException("open(2) cannot be called", e);
        }
        if (descriptor < 0) {
            throw new IOException("/dev/null cannot be opened: error " + errno + " of open(2); see the limit of open files");
        }
        return descriptor;
    }

    /** Takes from the priority of the calling thread, which its children inherit. */
    static void nice(int increment) {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) NICE.invokeExact(CLibrary.callState(arena), increment);
        } catch (Throwable e) {
            throw new IllegalStateException("nice(2) cannot be called", e);
        }
    }

    /** How many files a process may open: the soft limit, and the hard one up to which it may raise that. */
    record OpenFiles(long soft, long hard) {}

    /** What this process may, and its children by inheritance. */
    static OpenFiles openFilesLimit() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(ValueLayout.JAVA_LONG, 2);
            int ignored = (int) GETRLIMIT.invokeExact(CLibrary.callState(arena), RLIMIT_NOFILE, limit);
            return new OpenFiles(limit.getAtIndex(ValueLayout.JAVA_LONG, 0), limit.getAtIndex(ValueLayout.JAVA_LONG, 1));
        } catch (Throwable e) {
            throw new IllegalStateException("getrlimit(2) cannot be called", e);
        }
    }

    /** Files that are open stay open. */
    static void limitOpenFiles(OpenFiles wanted) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocateFrom(ValueLayout.JAVA_LONG, wanted.soft(), wanted.hard());
            int ignored = (int) SETRLIMIT.invokeExact(CLibrary.callState(arena), RLIMIT_NOFILE, limit);
        } catch (Throwable e) {
            throw new IllegalStateException("setrlimit(2) cannot be called", e);
        }
    }

    /**
     * Waits for the end of a child and takes it off the process table.
     *
     * @return its exit code; 128 and the signal's number if a signal has ended it
     * @throws IOException if somebody else has done that
     */
    static int bury(int pid) throws IOException {
        int status;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment word = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment state = CLibrary.callState(arena);
            int buried = (int) WAITPID.invokeExact(state, pid, word, 0);
            status = buried == pid ? word.get(ValueLayout.JAVA_INT, 0) : -1;
        } catch (Throwable e) {
            throw new IllegalStateException("waitpid(2) cannot be called", e);
        }
        if (status < 0) {
            throw new IOException("somebody else took the exit code of process " + pid);
        }
        return (status & SIGNALS) == 0 ? status >> 8 & 0xFF : 128 + (status & SIGNALS);
    }

    private static MethodHandle handle(String name, MemoryLayout... arguments) {
        return CLibrary.function(name, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }
}
