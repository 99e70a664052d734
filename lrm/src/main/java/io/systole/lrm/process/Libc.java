package io.systole.lrm.process;

import io.systole.lrm.kernel.CLibrary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalInt;

/**
 * The few system calls that Java has no words for. Only for Linux: {@code O_CLOEXEC} and the errno numbers are its own.
 */
final class Libc {
    private static final int O_CLOEXEC = 0x80000;
    private static final int RLIMIT_NOFILE = 7;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = 0x800;
    private static final int STANDARD_STREAMS = 3;
    private static final int WNOHANG = 1;
    /** As much as a pipe holds. One for all, since nobody who reads into it ever waits. */
    private static final MemorySegment ROOM = Arena.global().allocate(64 * 1024);
    private static final int SIGNALS = 0x7F;
    private static final byte[] NOTHING = {};
    private static final MethodHandle KILL = handle("kill", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle PIPE2 = handle("pipe2", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle FCNTL = CLibrary.function("fcntl",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle READ = CLibrary.function("read",
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
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

    /** From now on a reader of this descriptor gets what is there, and never waits for more. */
    static void neverWait(int fileDescriptor) {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) FCNTL.invokeExact(CLibrary.callState(arena), fileDescriptor, F_SETFL, O_NONBLOCK);
        } catch (Throwable e) {
            throw new IllegalStateException("fcntl(2) cannot be called", e);
        }
    }

    /** What is there, 64 KiB at most; nothing if nothing is there now, or nobody is left who could write. */
    static byte[] read(int fileDescriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            synchronized (ROOM) {
                long count = (long) READ.invokeExact(state, fileDescriptor, ROOM, ROOM.byteSize());
                return count <= 0 ? NOTHING : ROOM.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("read(2) cannot be called", e);
        }
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
     * Takes a child that has ended off the process table.
     *
     * @return its exit code; 128 and the signal's number if a signal has ended it; empty if it has not ended
     * @throws IOException if somebody else has done that
     */
    static OptionalInt bury(int pid) throws IOException {
        int buried;
        int status;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment word = arena.allocate(ValueLayout.JAVA_INT);
            buried = (int) WAITPID.invokeExact(CLibrary.callState(arena), pid, word, WNOHANG);
            status = word.get(ValueLayout.JAVA_INT, 0);
        } catch (Throwable e) {
            throw new IllegalStateException("waitpid(2) cannot be called", e);
        }
        if (buried < 0) {
            throw new IOException("somebody else took the exit code of process " + pid);
        }
        int code = (status & SIGNALS) == 0 ? status >> 8 & 0xFF : 128 + (status & SIGNALS);
        return buried == 0 ? OptionalInt.empty() : OptionalInt.of(code);
    }

    private static MethodHandle handle(String name, MemoryLayout... arguments) {
        return CLibrary.function(name, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }
}
