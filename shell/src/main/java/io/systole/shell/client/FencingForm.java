package io.systole.shell.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.systole.core.fencing.DeviceQuestion;
import io.systole.core.fencing.FencingAction;
import io.systole.core.fencing.FencingRecord;
import io.systole.core.fencing.FencingRequest;
import io.systole.core.membership.NodeName;
import io.systole.core.request.ClusterRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is about fencing in a {@link RemoteForm}. */
final class FencingForm {
    private static final String TARGET = "target";

    private FencingForm() {}

    static void write(ObjectNode json, ClusterRequest.ToFencer request) {
        switch (request) {
            case ClusterRequest.Fence(FencingRequest wish) -> json.put("do", "fence").put(TARGET, wish.target().value())
                    .put("action", wish.action().word()).put("timeout", wish.timeout().toMillis()).put("delay", wish.delay().toMillis())
                    .put("tolerance", wish.tolerance().toMillis()).put("last-resort", wish.lastResort()).put("client", wish.client())
                    .put("reason", wish.reason());
            case ClusterRequest.ConfirmDown confirm ->
                json.put("do", "confirm-down").put(TARGET, confirm.node().value()).put("client", confirm.client());
            case ClusterRequest.ForgetFencing forget -> {
                json.put("do", "forget-fencing");
                forget.node().ifPresent(node -> json.put(TARGET, node.value()));
            }
            case ClusterRequest.AskDevices(DeviceQuestion question) -> {
                json.put("do", "ask-devices");
                ask(json, question);
            }
        }
    }

    private static void ask(ObjectNode json, DeviceQuestion question) {
        switch (question) {
            case DeviceQuestion.Registered all -> json.put("what", "registered");
            case DeviceQuestion.CanFence able -> json.put("what", "can-fence").put("name", able.target().value());
            case DeviceQuestion.Targets targets -> json.put("what", "targets").put("name", targets.device());
            case DeviceQuestion.Monitor monitor -> json.put("what", "monitor").put("name", monitor.device());
        }
    }

    /** The request in this form; empty if it is none about fencing. */
    static Optional<ClusterRequest> request(JsonNode json) {
        return Optional.ofNullable(switch (json.path("do").asText()) {
            case "fence" -> new ClusterRequest.Fence(new FencingRequest(node(json, TARGET), action(json), span(json, "timeout"),
                    span(json, "delay"), span(json, "tolerance"), json.path("last-resort").asBoolean(), json.path("client").asText(),
                    json.path("reason").asText()));
            case "confirm-down" -> new ClusterRequest.ConfirmDown(node(json, TARGET), json.path("client").asText());
            case "forget-fencing" -> new ClusterRequest.ForgetFencing(json.hasNonNull(TARGET) ? Optional.of(node(json, TARGET))
                    : Optional.empty());
            case "ask-devices" -> new ClusterRequest.AskDevices(question(json));
            default -> null;
        });
    }

    private static DeviceQuestion question(JsonNode json) {
        return switch (json.path("what").asText()) {
            case "can-fence" -> new DeviceQuestion.CanFence(node(json, "name"));
            case "targets" -> new DeviceQuestion.Targets(json.path("name").asText());
            case "monitor" -> new DeviceQuestion.Monitor(json.path("name").asText());
            default -> new DeviceQuestion.Registered();
        };
    }

    static void write(ObjectNode json, FencingRecord record) {
        json.put("id", record.id()).put(TARGET, record.target().value()).put("action", record.action().word())
                .put("delegate", record.delegate()).put("client", record.client()).put("origin", record.origin().value())
                .put("leader", record.leader().value()).put("state", record.state().name()).put("status", record.status())
                .put("cause", record.cause()).put("reason", record.reason());
        record.completed().ifPresent(end -> json.put("completed", end.toString()));
    }

    static List<FencingRecord> records(JsonNode array) {
        var records = new ArrayList<FencingRecord>();
        array.forEach(json -> records.add(new FencingRecord(json.path("id").asText(), node(json, TARGET), action(json),
                json.path("delegate").asText(), json.path("client").asText(), node(json, "origin"), node(json, "leader"),
                FencingRecord.State.valueOf(json.path("state").asText()),
                json.hasNonNull("completed") ? Optional.of(Instant.parse(json.path("completed").asText())) : Optional.empty(),
                json.path("status").asInt(), json.path("cause").asText(), json.path("reason").asText())));
        return records;
    }

    private static NodeName node(JsonNode json, String field) {
        return new NodeName(json.path(field).asText());
    }

    private static FencingAction action(JsonNode json) {
        return FencingAction.of(json.path("action").asText())
                .orElseThrow(() -> new IllegalArgumentException("unknown fencing action " + json.path("action")));
    }

    private static Duration span(JsonNode json, String field) {
        return Duration.ofMillis(json.path(field).asLong());
    }
}
