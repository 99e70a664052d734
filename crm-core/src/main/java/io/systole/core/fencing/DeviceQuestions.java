package io.systole.core.fencing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers what people want to know about the devices of this node. */
final class DeviceQuestions {
    private final FencingDesk desk;
    private final LocalDevices devices;

    DeviceQuestions(FencingDesk desk, LocalDevices devices) {
        this.desk = desk;
        this.devices = devices;
    }

    void ask(long number, DeviceQuestion question) {
        switch (question) {
            case DeviceQuestion.Registered all -> answer(number, List.copyOf(devices.all().keySet()),
                    String.join("; ", devices.troubles()));
            case DeviceQuestion.CanFence able -> devices.search(able.target(), LocalDevice.QUESTION, (offers, remarks, doubtful,
                    complete) -> {
                if (complete) {
                    answer(number, offers.stream().map(FencingMessage.DeviceOffer::device).toList(), String.join("; ", remarks));
                }
            });
            case DeviceQuestion.Targets targets -> device(number, targets.device()).ifPresent(device -> targets(number, device));
            case DeviceQuestion.Monitor monitor -> device(number, monitor.device()).ifPresent(device -> device.describe(() ->
                    device.ask("monitor", Optional.empty(), LocalDevice.QUESTION, end -> {
                        device.checked(end.good());
                        desk.add(new FencingEffect.Answer(number, end.good(), List.of(), end.good() ? ""
                                : monitor.device() + " on " + desk.self + " does not answer its monitor: " + end.failure()));
                    })));
        }
    }

    private void targets(long number, LocalDevice device) {
        var lines = new ArrayList<>(device.device().hosts().names());
        if (!lines.isEmpty()) {
            answer(number, lines, "");
            return;
        }
        device.describe(() -> {
            if (device.description().filter(agent -> agent.knows("list")).isEmpty()) {
                refuse(number, device.trouble().isEmpty() ? device.device().id() + " cannot list what it can fence" : device.trouble());
            } else {
                device.list(LocalDevice.QUESTION, known -> known.ifPresentOrElse(names -> answer(number, List.copyOf(names), ""),
                        () -> refuse(number, device.device().id() + " could not list what it can fence")));
            }
        });
    }

    private Optional<LocalDevice> device(long number, String id) {
        LocalDevice device = devices.all().get(id);
        if (device == null) {
            refuse(number, "fence device " + id + " is not registered on " + desk.self);
        }
        return Optional.ofNullable(device);
    }

    private void answer(long number, List<String> lines, String message) {
        desk.add(new FencingEffect.Answer(number, true, lines, message));
    }

    private void refuse(long number, String message) {
        desk.add(new FencingEffect.Answer(number, false, List.of(), message));
    }
}
