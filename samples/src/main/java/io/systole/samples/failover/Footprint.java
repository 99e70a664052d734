package io.systole.samples.failover;

import io.systole.samples.lab.LabNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Memory that the processes of a program hold on a node, and the CPU time that they and their ended children have used. */
record Footprint(double residentMiB, double proportionalMiB, double cpuSeconds) {
    private static final double KIB_PER_MIB = 1024;
    private static final double TICKS_PER_SECOND = 100;
    /** Where user, system, children's user and children's system time stand in /proc/PID/stat, counted from after the name. */
    private static final int FIRST_TIME = 11;
    private static final int TIMES = 4;

    static Footprint of(LabNode node, Pattern processes) {
        double resident = 0;
        double proportional = 0;
        double cpu = 0;
        for (long pid : node.processes()) {
            Path folder = Path.of("/proc", Long.toString(pid));
            try {
                String name = Files.readString(folder.resolve("comm")) + read(folder.resolve("cmdline"));
                if (processes.matcher(name).find()) {
                    String memory = Files.readString(folder.resolve("smaps_rollup"));
                    resident += kib(memory, "Rss:");
                    proportional += kib(memory, "Pss:");
                    cpu += ticks(Files.readString(folder.resolve("stat")));
                }
            } catch (IOException ended) {
                continue;
            }
        }
        return new Footprint(resident / KIB_PER_MIB, proportional / KIB_PER_MIB, cpu / TICKS_PER_SECOND);
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
    }

    private static double kib(String memory, String word) {
        return memory.lines().filter(line -> line.startsWith(word)).mapToDouble(line -> Double.parseDouble(line.split("\\s+")[1])).sum();
    }

    private static double ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double sum = 0;
        for (int i = 0; i < TIMES; i++) {
            sum += Double.parseDouble(fields[FIRST_TIME + i]);
        }
        return sum;
    }
}
