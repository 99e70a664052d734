package io.systole.lrm.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How the kernel prefers a process to others.
 *
 * @param niceness below 0 it gets more processor time than others
 * @param oomScore below 0 it is spared when memory runs out
 */
record Standing(int niceness, int oomScore) {
    /** Field number of {@code /proc/PID/stat} after the name in parentheses. */
    private static final int NICE = 16;

    /** That of this process, which its children inherit; an ordinary one if it cannot be told. */
    static Standing ofThisProcess() {
        return read(Path.of("/proc/self"));
    }

    static Standing read(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new Standing(Integer.parseInt(fields[NICE]),
                    Integer.parseInt(Files.readString(process.resolve("oom_score_adj")).strip()));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return new Standing(0, 0);
        }
    }

    /** The programs, with their options, through which something is to be started that shall not be preferred. */
    SequencedMap<String, List<String>> undo() {
        SequencedMap<String, List<String>> programs = new LinkedHashMap<>();
        if (niceness < 0) {
            programs.put("nice", List.of("-n", Integer.toString(-niceness)));
        }
        if (oomScore < 0) {
            programs.put("choom", List.of("-n", "0", "--"));
        }
        return programs;
    }
}
