package io.systole.core.operation;

import java.util.List;

/** Parameters that every agent built on a shell library takes, whether its meta-data announces them or not: tracing and the check level. */
public final class UniversalParameters {
    private static final List<String> NAMES = List.of("trace_ra", "trace_dir", "trace_file", "OCF_CHECK_LEVEL");

    private UniversalParameters() {}

    /** True if an agent need not announce this parameter. */
    public static boolean contains(String name) {
        return NAMES.contains(name);
    }
}
