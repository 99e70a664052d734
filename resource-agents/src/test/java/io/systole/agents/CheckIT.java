package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.agents.Yard.Ran;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ocf:systole:check} with a program that does what a file says. */
class CheckIT {
    private Yard yard;
    private Told told;
    private Path verdict;
    private String program;

    @BeforeEach
    void open() {
        yard = Yard.open("timeout");
        told = new Told(yard);
        verdict = yard.file("verdict", "true");
        program = told.program("looks", "for word; do echo \"[$word]\"; done; . " + verdict);
    }

    @AfterEach
    void close() {
        if (yard != null) {
            yard.close();
        }
    }

    private Ran run(String action, Map<String, String> more) {
        Map<String, String> parameters = new TreeMap<>(Map.of("program", program, "weight", "100"));
        parameters.putAll(more);
        return yard.resource("check", parameters).run(action, told.environment());
    }

    private void becomes(String script) {
        yard.file("verdict", script);
    }

    @Test
    void fallsAndRisesAfterAsManyRunsAsItIsToldAndKeepsTheAttribute() {
        Map<String, String> slow = Map.of("fall", "2", "rise", "2");
        assertEquals(7, run("monitor", slow).code());
        assertEquals(0, run("start", slow).code());
        assertEquals(0, run("monitor", slow).code());
        becomes("echo disk is full; exit 4");
        assertEquals(0, run("monitor", slow).code());
        assertEquals(List.of("attrd_updater -n check-test-check -U 100 -d 0"), told.lines().stream().distinct().toList());

        Ran fallen = run("monitor", slow);
        assertEquals(190, fallen.code());
        assertEquals("the check is down, so check-test-check is 0: " + program + " ended with exit code 4: disk is full", fallen.reason());
        assertEquals(List.of("attrd_updater -n check-test-check -U 0 -d 0"), told.lines());

        becomes("true");
        assertEquals("the check is down, so check-test-check is 0: " + program + " succeeds again, 1 of 2 times",
            run("monitor", slow).reason());
        assertEquals(0, run("monitor", slow).code());
        assertEquals("attrd_updater -n check-test-check -U 100 -d 0", told.lines().getLast());
        assertEquals(0, run("stop", slow).code());
        assertEquals(List.of("attrd_updater -n check-test-check -D"), told.lines());
        assertEquals(7, run("monitor", slow).code());
    }

    @Test
    void failsTheResourceIfItIsToldSo() {
        becomes("echo no; exit 1");

        Ran started = run("start", Map.of("fail_resource", "true"));

        assertEquals(1, started.code());
        assertEquals("the check is down: " + program + " ended with exit code 1: no", started.reason());
        assertEquals(0, run("stop", Map.of()).code());
    }

    @Test
    void aNegativeWeightCountsWhileTheCheckIsDown() {
        run("start", Map.of("weight", "-50"));
        becomes("exit 1");
        run("monitor", Map.of("weight", "-50"));

        assertEquals(List.of("attrd_updater -n check-test-check -U 0 -d 0", "attrd_updater -n check-test-check -U -50 -d 0"),
            told.lines());
    }

    @Test
    void endsAProgramThatHangsTogetherWithWhatItStarted() {
        becomes("sleep 3600 & sleep 3601");

        Ran started = run("start", Map.of("timeout", "1"));

        assertEquals(0, started.code());
        assertEquals("the check is down, so check-test-check is 0: " + program + " did not end within 1 s", started.reason());
        assertEquals(1, yard.sh("pgrep -r DRST -f 'sleep 360[01]'").code());
    }

    @Test
    void noShellReadsTheArguments() {
        becomes("exit 1");
        Ran blanks = run("start", Map.of("arguments", "a $(id) *"));
        assertEquals("[*]", blanks.reason().substring(blanks.reason().length() - 3));
        run("stop", Map.of());

        Ran bars = run("start", Map.of("arguments", "-m|two 'words'", "separator", "|"));
        assertEquals("[two 'words']", bars.reason().substring(bars.reason().lastIndexOf('[')));
    }

    @Test
    void tellsWhatIsWrongWithTheParameters() {
        assertMistake(6, "parameter program is missing; add program=<path of the program to run>", Map.of("program", ""));
        assertMistake(6, "program=\"/bin/test -e /x\" is no file; if the words after the blank are arguments, write them into arguments",
            Map.of("program", "/bin/test -e /x"));
        assertMistake(6, "program=\"looks\" is not an absolute path; it must begin with /", Map.of("program", "looks"));
        assertMistake(5, "program=/bin/no-such does not exist on this node; install it", Map.of("program", "/bin/no-such"));
        assertMistake(4, "program=/etc/passwd cannot be executed; chmod +x it", Map.of("program", "/etc/passwd"));
        assertMistake(6, "fall=0 is too small; write 1 or more", Map.of("fall", "0"));
        assertMistake(6, "separator=\"||\" is more than one character", Map.of("separator", "||"));
    }

    private void assertMistake(int code, String reason, Map<String, String> more) {
        Ran validated = run("validate-all", more);
        assertEquals(reason, validated.reason());
        assertEquals(code, validated.code());
    }
}
