package io.systole.samples.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.samples.lab.Command;
import io.systole.samples.lab.LabException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shell of a machine is one of this host here: what is typed and read is the same. */
class ConsoleTest {
    private Process shell;
    private Console console;

    @BeforeEach
    void begin() throws IOException {
        shell = new ProcessBuilder("sh", "-c", "printf 'the kernel says hello\\n\\n@@lab-mark 0 0\\n'; exec sh -s").start();
        console = new Console("n1", shell.getInputStream(), shell.getOutputStream());
        console.awaitBoot(Duration.ofSeconds(20));
    }

    @AfterEach
    void end() {
        shell.destroyForcibly();
    }

    @Test
    void givesOutputErrorsAndExitStatusOfOneCommandAfterTheOther() {
        Command.Result first = console.run(Command.of("sh", "-c", "echo out; echo wrong >&2; printf 'no end of line'; exit 3"));
        Command.Result second = console.run(Command.of("true"));

        assertEquals("out\nwrong\nno end of line", first.output());
        assertEquals(3, first.exitCode());
        assertTrue(second.ok());
        assertEquals("", second.output());
    }

    @Test
    void wordsAndVariablesArriveAsTheyAreWhateverTheyContain() {
        String word = "it's $HOME `id` \"quoted\"\nü";

        Command command = Command.of("sh", "-c", "printf '%s|%s' \"$1\" \"$VALUE\"", "sh", word).with("VALUE", word);
        assertEquals(word + "|" + word, console.run(command).output());
    }

    @Test
    void aCommandThatTakesTooLongIsEndedAndTheNextOneWorks() {
        assertEquals(124, console.run(Command.of("sleep", "60").within(Duration.ofSeconds(1))).exitCode());
        assertEquals("on\n", console.run(Command.of("echo", "on")).output());
    }

    @Test
    void whenThePowerIsLostWhoeverWaitsIsToldAtOnce() {
        LabException lost = assertThrows(LabException.class, () -> console.run(Command.of("sh", "-c", "kill -KILL $(ps -o ppid= $PPID)")));

        assertEquals("n1 has lost its power", lost.getMessage());
    }
}
