package io.systole.lrm;

import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Operations that change a resource happen once, whatever interval somebody configured for them. */
final class Intervals {
    private static final Logger LOG = LoggerFactory.getLogger(Intervals.class);

    private Intervals() {}

    static OperationRequest checked(OperationRequest request) {
        OperationKey key = request.key();
        boolean once = switch (key.operation()) {
            case "start", "stop", "promote", "demote", "migrate_to", "migrate_from", "reload", "reload-agent", "notify" -> true;
            default -> false;
        };
        if (!once || !key.recurring()) {
            return request;
        }
        LOG.error("{} has an interval, which is dropped: {} happens once", key, key.operation());
        return new OperationRequest(new OperationKey(key.resource(), key.operation(), Duration.ZERO), request.agent(), request.timeout(),
                request.startDelay(), request.parameters(), request.meta(), request.transitionKey(), request.targetRc());
    }
}
