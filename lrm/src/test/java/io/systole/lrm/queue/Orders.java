package io.systole.lrm.queue;

import io.systole.core.cib.AgentId;
import io.systole.core.cib.ResourceId;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.OperationRequest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Orders for tests, numbered as they are made. */
final class Orders {
    private long callId;

    Order once(String resource, String operation) {
        return repeated(resource, operation, 0);
    }

    Order repeated(String resource, String operation, long intervalSeconds) {
        return new Order(request(resource, operation, Duration.ofSeconds(intervalSeconds), Duration.ZERO, Map.of()), ++callId);
    }

    static OperationRequest request(
            String resource, String operation, Duration interval, Duration startDelay, Map<String, String> meta) {
        return new OperationRequest(new OperationKey(new ResourceId(resource), operation, interval), new AgentId("ocf", "test", "actor"),
                Duration.ofSeconds(20), startDelay, new TreeMap<>(), new TreeMap<>(meta), "key of " + resource + " " + operation, 0);
    }
}
