package io.systole.node.safety;

import io.systole.lrm.kernel.CLibrary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The system calls that a watchdog device needs and Java has no words for (Linux, {@code linux/watchdog.h}). */
final class Ioctl {
    private static final int WRITE_ONLY_CLOSE_ON_EXEC = 0x80001;
    /** WDIOC_SETTIMEOUT: takes seconds and gives back what the device made of them. */
    private static final long SET_TIMEOUT = 0xC0045706L;
    private static final MethodHandle OPEN = CLibrary.function("open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL = CLibrary.function("ioctl",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle WRITE = CLibrary.function("write",
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle CLOSE = CLibrary.function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final int NO_SUCH_FILE = 2;
    private static final int BUSY = 16;

    private Ioctl() {}

    static int open(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = CLibrary.callState(arena);
            int descriptor = (int) OPEN.invokeExact(state, arena.allocateFrom(path.toString()), WRITE_ONLY_CLOSE_ON_EXEC);
            if (descriptor < 0) {
                throw new IOException(path + " cannot be opened: " + reason(CLibrary.errno(state)));
            }
            return descriptor;
        } catch (IOException refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new IllegalStateException("open(2) cannot be called", impossible);
        }
    }

    private static String reason(int error) {
        return switch (error) {
            case NO_SUCH_FILE -> "it is not there";
            case BUSY -> "another program has it open";
            default -> "error " + error + " of the system; only root may";
        };
    }

    /** Sets the time after which the device resets the machine; gives what the device really took, or -1 if it is no watchdog. */
    static int setTimeout(int descriptor, int seconds) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocateFrom(ValueLayout.JAVA_INT, seconds);
            boolean taken = (int) IOCTL.invokeExact(CLibrary.callState(arena), descriptor, SET_TIMEOUT, value) == 0;
            return taken ? value.get(ValueLayout.JAVA_INT, 0) : -1;
        } catch (Throwable impossible) {
            throw new IllegalStateException("ioctl(2) cannot be called", impossible);
        }
    }

    static boolean write(int descriptor, byte letter) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocateFrom(ValueLayout.JAVA_BYTE, letter);
            return (long) WRITE.invokeExact(CLibrary.callState(arena), descriptor, value, 1L) == 1;
        } catch (Throwable impossible) {
            throw new IllegalStateException("write(2) cannot be called", impossible);
        }
    }

    static void close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) CLOSE.invokeExact(CLibrary.callState(arena), descriptor);
        } catch (Throwable impossible) {
            throw new IllegalStateException("close(2) cannot be called", impossible);
        }
    }
}
