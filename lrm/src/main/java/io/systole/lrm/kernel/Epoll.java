package io.systole.lrm.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Which descriptors are waited for ({@code epoll(7)}). Unlike with {@link PollTable}, other threads add and remove them while one waits,
 * and need not wake it for that.
 */
final class Epoll {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int ADD = 1;
    private static final int REMOVE = 2;
    private static final int CHANGE = 3;
    private static final int READABLE = 1;
    private static final int ONCE = 1 << 30;
    private static final int EDGE = 1 << 31;
    private static final int EINTR = 4;
    private static final int EVENTS_A_TURN = 64;
    /** {@code struct epoll_event} is packed on this one processor alone. */
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    private static final long DATA = PACKED ? 4 : 8;
    private static final long EVENT_BYTES = PACKED ? 12 : 16;

    private static final MethodHandle CREATE =
            CLibrary.function("epoll_create1", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle CONTROL = CLibrary.function("epoll_ctl", FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    private static final MethodHandle WAIT = CLibrary.function("epoll_wait", FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final int descriptor;
    /** Only for the thread that waits. */
    private final MemorySegment come = Arena.ofAuto().allocate(EVENTS_A_TURN * EVENT_BYTES, Long.BYTES);
    private final MemorySegment waitState = CLibrary.callState(Arena.ofAuto());

    Epoll() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            descriptor = (int) CREATE.invokeExact(state, CLOSE_ON_EXEC);
            if (descriptor < 0) {
                throw CLibrary.failed("epoll_create1", state);
            }
        } catch (Throwable thrown) {
            throw CLibrary.impossible(thrown);
        }
    }

    /** Tells each time when more has come, whether or not what came before was read. */
    void addBell(int bell, long token) throws IOException {
        control(ADD, bell, READABLE | EDGE, token);
    }

    /** Tells once that it can be read, or that nobody is left who could write; gives the token then. */
    void add(int watched, long token) throws IOException {
        control(ADD, watched, READABLE | ONCE, token);
    }

    /** Tells so once more. */
    void again(int watched, long token) throws IOException {
        control(CHANGE, watched, READABLE | ONCE, token);
    }

    /** To be called before it is closed. */
    void remove(int watched) throws IOException {
        control(REMOVE, watched, 0, 0);
    }

    private void control(int operation, int watched, int events, long token) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            MemorySegment event = arena.allocate(EVENT_BYTES, Long.BYTES);
            event.set(INT, 0, events);
            event.set(LONG, DATA, token);
            if ((int) CONTROL.invokeExact(state, descriptor, operation, watched, event) < 0) {
                throw CLibrary.failed("epoll_ctl", state);
            }
        } catch (Throwable thrown) {
            throw CLibrary.impossible(thrown);
        }
    }

    /**
     * Waits until something has come, or the time is over. One thread.
     *
     * @param milliseconds how long at most; negative for ever
     * @return for how many something has come; {@link #come} tells which
     */
    int await(int milliseconds) throws IOException {
        try {
            int count = (int) WAIT.invokeExact(waitState, descriptor, come, EVENTS_A_TURN, milliseconds);
            if (count < 0 && CLibrary.errno(waitState) != EINTR) {
                throw CLibrary.failed("epoll_wait", waitState);
            }
            return Math.max(0, count);
        } catch (Throwable thrown) {
            throw CLibrary.impossible(thrown);
        }
    }

    /** The token of one that {@link #await} has counted. */
    long come(int index) {
        return come.get(LONG, index * EVENT_BYTES + DATA);
    }
}
