package io.systole.core.operation;

import io.systole.core.cib.ResourceId;
import java.time.Duration;

/**
 * What identifies an operation of a resource: resource, operation name ({@code start}, {@code stop}, {@code monitor}…)
 * and interval; a zero interval is a one-shot operation. In XML: {@code web_monitor_10000}.
 */
public record OperationKey(ResourceId resource, String operation, Duration interval) {
    /** A one-shot operation. */
    public static OperationKey once(ResourceId resource, String operation) {
        return new OperationKey(resource, operation, Duration.ZERO);
    }

    /** True for an operation that repeats. */
    public boolean recurring() {
        return !interval.isZero();
    }

    /** The form of {@code operation_key} in the CIB, for example {@code web_monitor_10000}. */
    @Override
    public String toString() {
        return resource + "_" + operation + "_" + interval.toMillis();
    }
}
