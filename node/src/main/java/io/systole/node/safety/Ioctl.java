package io.systole.node.safety;

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
    private static final MethodHandle OPEN = handle("open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT), 2);
    private static final MethodHandle IOCTL = handle("ioctl",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS), 2);
    private static final MethodHandle WRITE = handle("write",
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG), -1);
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT), -1);

    private Ioctl() {}

    static int open(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = (int) OPEN.invokeExact(arena.allocateFrom(path.toString()), WRITE_ONLY_CLOSE_ON_EXEC);
            if (descriptor < 0) {
                throw new IOException(path + " cannot be opened: it is not there, in use by another program, or this is not root");
            }
            return descriptor;
        } catch (IOException refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new IllegalStateException("open(2) cannot be called", impossible);
        }
    }

    /** Sets the time after which the device resets the machine; gives what the device really took, or -1 if it is no watchdog. */
    static int setTimeout(int descriptor, int seconds) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocateFrom(ValueLayout.JAVA_INT, seconds);
            return (int) IOCTL.invokeExact(descriptor, SET_TIMEOUT, value) == 0 ? value.get(ValueLayout.JAVA_INT, 0) : -1;
        } catch (Throwable impossible) {
            throw new IllegalStateException("ioctl(2) cannot be called", impossible);
        }
    }

    static boolean write(int descriptor, byte letter) {
        try (Arena arena = Arena.ofConfined()) {
            return (long) WRITE.invokeExact(descriptor, arena.allocateFrom(ValueLayout.JAVA_BYTE, letter), 1L) == 1;
        } catch (Throwable impossible) {
            throw new IllegalStateException("write(2) cannot be called", impossible);
        }
    }

    static void close(int descriptor) {
        try {
            int ignored = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable impossible) {
            throw new IllegalStateException("close(2) cannot be called", impossible);
        }
    }

    @SuppressWarnings("restricted") // The signatures above are those of the manual pages.
    private static MethodHandle handle(String name, FunctionDescriptor signature, int fixedArguments) {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup().find(name)
                .orElseThrow(() -> new IllegalStateException("the C library has no " + name + "()"));
        return fixedArguments < 0 ? linker.downcallHandle(symbol, signature)
                : linker.downcallHandle(symbol, signature, Linker.Option.firstVariadicArg(fixedArguments));
    }
}
