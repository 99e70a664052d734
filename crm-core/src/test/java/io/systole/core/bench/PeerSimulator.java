package io.systole.core.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pacemaker's own {@code crm_simulate}, if it is installed, on the same file. Its profiling mode tells the CPU time from a CIB in
 * memory to the graph: unpacking and scheduling, neither start nor reading of XML, which is what we measure of ourselves. It runs
 * once for each process, since a repetition would also count a copy of the CIB.
 */
final class PeerSimulator {
    private static final Pattern SECONDS = Pattern.compile("\\.\\.\\. ([0-9.]+) secs");

    private final String program;

    private PeerSimulator(String program) {
        this.program = program;
    }

    /** The program on the path; empty if there is none. Ours of the same name is told apart by what it says about itself. */
    static Optional<PeerSimulator> find() throws IOException, InterruptedException {
        for (String folder : (System.getenv("PATH") + ":/usr/sbin").split(":")) {
            Path program = Path.of(folder, "crm_simulate");
            if (Files.isExecutable(program) && run(10, program.toString(), "--version").orElse("").contains("Pacemaker")) {
                return Optional.of(new PeerSimulator(program.toString()));
            }
        }
        return Optional.empty();
    }

    /** What it calls itself, for example {@code Pacemaker 2.1.5}. */
    String version() throws IOException, InterruptedException {
        return run(10, program, "--version").orElse("").lines().findFirst().orElse("Pacemaker");
    }

    /**
     * The median CPU time of one schedule, in milliseconds.
     *
     * @param runs how often it is asked
     * @param seconds how long one run may take; empty is the answer if it takes longer
     */
    OptionalDouble cpuMillis(Path cib, int runs, int seconds) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("systole-peer");
        Path copy = Files.copy(cib, folder.resolve(cib.getFileName()));
        try {
            var found = new ArrayList<Double>();
            for (int i = 0; i < runs; i++) {
                Matcher told = SECONDS.matcher(run(seconds, program, "--profile", folder.toString(), "--repeat", "1").orElse(""));
                if (!told.find()) {
                    return OptionalDouble.empty();
                }
                found.add(Double.parseDouble(told.group(1)) * 1000);
            }
            List<Double> sorted = found.stream().sorted().toList();
            return OptionalDouble.of(sorted.get(sorted.size() / 2));
        } finally {
            Files.delete(copy);
            Files.delete(folder);
        }
    }

    private static Optional<String> run(int seconds, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("systole-peer", ".out");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return Optional.empty();
            }
            return Optional.of(Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
