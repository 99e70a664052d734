package io.systole.lrm.queue;

import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;

/** An accepted request and the call id that it got. A recurring order keeps its call id for all its runs. */
public record Order(OperationRequest request, long callId) {
    /** What is to be run. */
    public OperationKey key() {
        return request.key();
    }

    /** True for a one-shot operation that changes the state of the resource, so that older monitors no longer make sense. */
    boolean changesState() {
        return changesState(key());
    }

    /** The same of any operation. */
    public static boolean changesState(OperationKey key) {
        if (key.recurring()) {
            return false;
        }
        return switch (key.operation()) {
            case "monitor", "notify", "meta-data", "validate-all" -> false;
            default -> true;
        };
    }
}
