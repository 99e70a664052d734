package io.systole.shell.format;

import io.systole.core.status.PrimitiveStatus;
import java.time.ZoneId;
import java.util.EnumSet;

/** What tools other than {@code crm_mon} say of a primitive and of its operations, in Pacemaker's older words. */
public final class ResourceLine {
    private ResourceLine() {}

    private static PrimitiveLine line(ZoneId zone) {
        return new PrimitiveLine(new StatusView(EnumSet.of(Section.RESOURCES), false, true, false, false, false, false, 0, "", "", "", zone,
                true, Dialect.MONITOR));
    }

    /** Name, agent, state and node. */
    public static String full(PrimitiveStatus primitive, ZoneId zone) {
        return line(zone).full(primitive);
    }

    /** The same without the node. */
    public static String withoutNode(PrimitiveStatus primitive, ZoneId zone) {
        return line(zone).withoutNode(primitive);
    }

    /** The short text of an agent's exit code. */
    public static String exitCode(int code) {
        return Texts.exitCode(code);
    }

    /** The short text of an execution status. */
    public static String executionStatus(int status) {
        return Texts.executionStatus(status);
    }
}
