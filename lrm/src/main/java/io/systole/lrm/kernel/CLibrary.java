package io.systole.lrm.kernel;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** Finds functions of the C library. Every function takes a {@link #callState} first, which tells the error number afterwards. */
public final class CLibrary {
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private CLibrary() {}

    /**
     * A function with this signature.
     *
     * @param options how it differs from an ordinary function, for example that it has a variable number of arguments
     * @throws IllegalStateException if this C library does not have it
     */
    @SuppressWarnings("restricted") // Callers give the signatures of the manual pages.
    public static MethodHandle function(String name, FunctionDescriptor signature, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup().find(name)
                .or(() -> SymbolLookup.loaderLookup().find(name))
                .orElseThrow(() -> new IllegalStateException("the C library has no " + name + "()"));
        var all = new Linker.Option[options.length + 1];
        all[0] = Linker.Option.captureCallState("errno");
        System.arraycopy(options, 0, all, 1, options.length);
        return linker.downcallHandle(symbol, signature, all);
    }

    /** Room for what a call leaves. */
    public static MemorySegment callState(SegmentAllocator allocator) {
        return allocator.allocate(Linker.Option.captureStateLayout());
    }

    /** The error number of the call that had this state. */
    public static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    /** That this call has failed, with the error number that its state has. */
    static IOException failed(String call, MemorySegment state) {
        return new IOException("error " + errno(state) + " of " + call + "()");
    }

    /** What a call has thrown: a failure as it was told, or that the call was not possible at all. */
    static IOException impossible(Throwable thrown) {
        return thrown instanceof IOException told ? told : new IOException("the C library cannot be called: " + thrown, thrown);
    }
}
