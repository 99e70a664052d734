package io.systole.samples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The power switch of a laboratory, for fence agent {@code fence_lab}: watches a directory that all nodes see and does what
 * is asked there. "off" pulls the node's cable and kills all its processes; the answer comes when they are dead. A node that is
 * switched on boots and starts its daemon.
 */
public final class PowerSwitch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** How the switch behaves. */
    public enum Mood {
        /** It does what it is asked and says so. */
        WORKS,
        /** It does nothing and says that it failed. */
        FAILS,
        /** It does nothing and says nothing. */
        HANGS,
        /** It does nothing and says that it is done. */
        LIES
    }

    private final Lab lab;
    private final Path directory;
    private final Repeated rounds = new Repeated("power switch", this::look, PAUSE);
    private final Map<String, Instant> offSince = new ConcurrentHashMap<>();
    private volatile Mood mood = Mood.WORKS;

    PowerSwitch(Lab lab, Path directory) {
        this.lab = lab;
        this.directory = directory;
    }

    void start() throws IOException {
        Files.createDirectories(directory);
        for (LabNode node : lab.nodes().values()) {
            state(node.name(), node.powered() ? "on" : "off");
        }
        rounds.start();
    }

    /** When a node was last switched off by this switch, after its last process was dead; null if never. */
    public Instant offSince(String node) {
        return offSince.get(node);
    }

    /** From now on it behaves so. */
    public void mood(Mood other) {
        mood = other;
    }

    private void look() {
        if (mood != Mood.HANGS) {
            requests().forEach(this::answer);
        }
    }

    private List<Path> requests() {
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".request")).sorted().toList());
        } catch (IOException | UncheckedIOException gone) {
            return List.of();
        }
    }

    private void answer(Path request) {
        try {
            String[] words = Files.readString(request).strip().split(" ");
            Files.delete(request);
            String answer = words.length == 2 && lab.nodes().containsKey(words[1]) ? tried(words[0], lab.node(words[1]))
                    : "the switch has no such plug: " + String.join(" ", words);
            String name = request.getFileName().toString().replace(".request", "");
            Path draft = Files.writeString(directory.resolve(name + ".draft"), answer);
            Files.move(draft, directory.resolve(name + ".answer"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException gone) {
            // The agent was killed and took its request back, or the lab is being removed: nobody waits for an answer.
            return;
        }
    }

    private String tried(String action, LabNode node) throws IOException {
        try {
            return act(action, node);
        } catch (LabException failed) {
            return failed.getMessage();
        }
    }

    private String act(String action, LabNode node) throws IOException {
        if (mood != Mood.WORKS) {
            return mood == Mood.LIES ? "ok" : "the switch does not work";
        }
        if (!action.equals("on")) {
            node.powerOff();
            offSince.put(node.name(), Instant.now());
            state(node.name(), "off");
        }
        // Somebody else may have switched it on by now.
        if (!action.equals("off") && node.ensurePower()) {
            state(node.name(), "on");
            node.startDaemon();
        }
        return "ok";
    }

    private void state(String node, String state) throws IOException {
        Files.writeString(directory.resolve(node + ".state"), state + "\n");
    }

    @Override
    public void close() {
        rounds.close();
    }
}
