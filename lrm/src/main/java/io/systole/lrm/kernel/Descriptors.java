package io.systole.lrm.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalInt;

/**
 * File descriptors through which the kernel tells that something has changed. The numbers are those of Linux on every
 * processor that Java runs on.
 */
final class Descriptors {
    /** Something can be read: a process has ended, a message has come. */
    static final short READABLE = 1;
    /** How the kernel says that the mount table has changed: POLLPRI and POLLERR. */
    static final short CHANGED = 2 | 8;

    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NON_BLOCKING = 0x800;
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int NETLINK_ROUTE = 0;
    private static final int IPV4_AND_IPV6_ADDRESSES = 0x10 | 0x100;
    private static final int SOCKADDR_NL_BYTES = 12;
    private static final int SOCKADDR_NL_GROUPS = 8;
    private static final long PIDFD_OPEN = 434;
    private static final int ESRCH = 3;
    private static final int EINTR = 4;
    private static final int ENOBUFS = 105;
    private static final int CHUNK_BYTES = 32 * 1024;
    private static final int CHUNKS_A_TURN = 64;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final MethodHandle SOCKET = CLibrary.function("socket", FunctionDescriptor.of(INT, INT, INT, INT));
    private static final MethodHandle BIND = CLibrary.function("bind", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT));
    private static final MethodHandle OPEN =
            CLibrary.function("open", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SYSCALL =
            CLibrary.function("syscall", FunctionDescriptor.of(LONG, LONG, INT, INT), Linker.Option.firstVariadicArg(1));
    private static final MethodHandle EVENTFD = CLibrary.function("eventfd", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle EVENTFD_WRITE = CLibrary.function("eventfd_write", FunctionDescriptor.of(INT, INT, LONG));
    private static final MethodHandle READ = CLibrary.function("read", FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG));
    private static final MethodHandle POLL = CLibrary.function("poll", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, LONG, INT));
    private static final MethodHandle CLOSE = CLibrary.function("close", FunctionDescriptor.of(INT, INT));

    private Descriptors() {}

    /** Readable whenever an address has come or gone in the network namespace of this process. */
    static int addresses() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            int socket = (int) SOCKET.invokeExact(state, AF_NETLINK, SOCK_RAW | CLOSE_ON_EXEC | NON_BLOCKING, NETLINK_ROUTE);
            if (socket < 0) {
                throw CLibrary.failed("socket", state);
            }
            MemorySegment address = arena.allocate(SOCKADDR_NL_BYTES, INT.byteAlignment());
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
            address.set(INT, SOCKADDR_NL_GROUPS, IPV4_AND_IPV6_ADDRESSES);
            if ((int) BIND.invokeExact(state, socket, address, SOCKADDR_NL_BYTES) < 0) {
                IOException refused = CLibrary.failed("bind", state);
                close(socket);
                throw refused;
            }
            return socket;
        } catch (Throwable thrown) {
            throw CLibrary.impossible(thrown);
        }
    }

    /** {@link #CHANGED} whenever something was mounted or unmounted in the mount namespace of this process. */
    static int mounts() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            int file = (int) OPEN.invokeExact(state, arena.allocateFrom("/proc/self/mountinfo"), CLOSE_ON_EXEC);
            if (file < 0) {
                throw CLibrary.failed("open", state);
            }
            return file;
        } catch (Throwable thrown) {
            throw CLibrary.impossible(thrown);
        }
    }

    /** Readable once this process has ended; empty if there is none of this number. */
    static OptionalInt process(long pid) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            // Through syscall(2): the C library has had a name for it only since glibc 2.36. Always closed on exec.
            int descriptor = (int) (long) SYSCALL.invokeExact(state, PIDFD_OPEN, (int) pid, 0);
            if (descriptor < 0 && CLibrary.errno(state) != ESRCH) {
                throw CLibrary.failed("pidfd_open", state);
            }
            return descriptor < 0 ? OptionalInt.empty() : OptionalInt.of(descriptor);
        } catch (Throwable thrown) {
            throw CLibrary.impossible(thrown);
        }
    }

    /** Readable after {@link #ring}. */
    static int bell() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            int bell = (int) EVENTFD.invokeExact(state, 0, CLOSE_ON_EXEC | NON_BLOCKING);
            if (bell < 0) {
                throw CLibrary.failed("eventfd", state);
            }
            return bell;
        } catch (Throwable thrown) {
            throw CLibrary.impossible(thrown);
        }
    }

    static void ring(int bell) {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) EVENTFD_WRITE.invokeExact(CLibrary.callState(arena), bell, 1L);
        } catch (Throwable thrown) {
            throw new IllegalStateException("eventfd_write(3) cannot be called", thrown);
        }
    }

    /** Reads what is there and throws it away: that something came is all that counts. Also after messages were lost. */
    static void drain(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            MemorySegment buffer = arena.allocate(CHUNK_BYTES);
            boolean more = true;
            for (int i = 0; more && i < CHUNKS_A_TURN; i++) {
                long read = (long) READ.invokeExact(state, descriptor, buffer, (long) CHUNK_BYTES);
                more = read > 0 || read < 0 && CLibrary.errno(state) == ENOBUFS;
            }
        } catch (Throwable thrown) {
            throw new IllegalStateException("read(2) cannot be called", thrown);
        }
    }

    /**
     * Waits until one of the entries has something.
     *
     * @param entries an array of {@code struct pollfd}
     * @param milliseconds how long at most; negative for ever
     */
    static void poll(MemorySegment entries, int count, int milliseconds) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            if ((int) POLL.invokeExact(state, entries, (long) count, milliseconds) < 0 && CLibrary.errno(state) != EINTR) {
                throw CLibrary.failed("poll", state);
            }
        } catch (Throwable thrown) {
            throw CLibrary.impossible(thrown);
        }
    }

    static void close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) CLOSE.invokeExact(CLibrary.callState(arena), descriptor);
        } catch (Throwable thrown) {
            throw new IllegalStateException("close(2) cannot be called", thrown);
        }
    }
}
