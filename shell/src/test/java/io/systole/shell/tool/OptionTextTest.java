package io.systole.shell.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.shell.command.UsageException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionTextTest {
    private static final OptionText TEXT = OptionText.of("""
            tool - does something
            Usage: tool -n NAME

             -n, -N, --name, --title=NAME   its name
             -q, --quiet                    says less
             -p, --promotion[=RESOURCE]     perhaps
             --level=LEVEL
            """);

    private static Options parse(String line) {
        return TEXT.parse(List.of(line.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"-n x", "-nx", "-N x", "--name x", "--name=x", "--title=x", "-qn x", "-qnx", "-n y -n x"})
    void aValueIsFoundHoweverItIsWritten(String line) {
        assertEquals(Optional.of("x"), parse(line).value("name"));
    }

    @Test
    void anOptionalValueIsTheNextWordUnlessThatIsAnOption() {
        assertEquals(Optional.of("r"), parse("-p r -q").value("promotion"));
        assertEquals(Optional.of(""), parse("-p -q").value("promotion"));
        assertTrue(parse("-p -q").has("quiet"));
        assertEquals(Optional.of("r"), parse("--promotion=r").value("promotion"));
    }

    @Test
    void wordsBehindTwoDashesAreNoOptions() {
        assertEquals(List.of("-22", "--quiet"), parse("-q -- -22 --quiet").operands());
        assertFalse(parse("-- -q").has("quiet"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--nmae=x|unknown option --nmae; did you mean \"name\"?",
        "--else|unknown option --else; --help lists them",
        "-z|unknown option -z; --help lists them",
        "-n|-n needs a value",
        "--level|--level needs a value",
        "--quiet=1|--quiet takes no value, \"1\" is too much",
    })
    void aWrongWordIsNamed(String line, String sentence) {
        assertEquals(sentence, assertThrows(UsageException.class, () -> parse(line)).getMessage());
    }

    @Test
    void twoOfWhichOnlyOneIsMeantAreRefused() {
        assertEquals(Optional.of("quiet"), parse("-q").only(List.of("name", "quiet")));
        assertEquals("--name and --quiet cannot be given together",
                assertThrows(UsageException.class, () -> parse("-q -n x").only(List.of("name", "quiet"))).getMessage());
        assertEquals(Optional.of("name"), parse("-q -n x").last(List.of("name", "quiet")));
    }

    /** One letter for two options: the second could never be said. */
    @Test
    void noToolUsesALetterOrNameTwice() {
        for (Tool tool : Registry.ALL) {
            var seen = new HashSet<String>();
            tool.options().ifPresent(text -> {
                for (OptionText.Option option : text.options()) {
                    boolean common = List.of("verbose", "version", "help").contains(option.name());
                    option.letters().chars().forEach(letter ->
                            assertTrue(seen.add("-" + (char) letter) || common, tool.name() + " has two options -" + (char) letter));
                    option.names().forEach(name -> assertTrue(seen.add(name) || common, tool.name() + " has two options --" + name));
                }
                assertTrue(text.help().lines().allMatch(line -> line.length() <= 140), tool.name());
            });
        }
    }
}
