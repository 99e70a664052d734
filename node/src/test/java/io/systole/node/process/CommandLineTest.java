package io.systole.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void runsTheDaemonWithoutOptions() {
        CommandLine line = CommandLine.parse(List.of());

        assertEquals(CommandLine.Action.RUN, line.action());
    }

    @Test
    void takesDirectoriesInBothForms() {
        CommandLine line = CommandLine.parse(List.of("--etc", "/a", "--run=/b"));

        assertEquals(Map.of("etc", "/a", "run", "/b"), line.directories());
    }

    @Test
    void stopsAndLeavesResources() {
        CommandLine line = CommandLine.parse(List.of("--stop", "--leave-resources"));

        assertEquals(CommandLine.Action.STOP, line.action());
        assertEquals("leave", line.resources());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --stopp            | there is no option --stopp; systoled --help lists them
            --etc              | --etc needs a directory behind it
            --leave-resources  | --leave-resources goes with --stop only; for SIGTERM say on_stop = leave in systole.conf
            """)
    void explainsAWrongOption(String word, String message) {
        List<String> words = List.of(word);

        var exception = assertThrows(StartException.class, () -> CommandLine.parse(words));

        assertEquals(message, exception.getMessage());
        assertEquals(ExitStatus.USAGE, exception.status());
    }
}
