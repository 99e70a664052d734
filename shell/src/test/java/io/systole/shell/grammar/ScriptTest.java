package io.systole.shell.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void quotesGroupWordsAndEscapesAreTakenAway() {
        String text = "primitive a Dummy params x=\"a \\\"b\\\" c\" 'y=1 2' z=q\\ r";

        List<Statement> statements = Script.read(text);

        assertEquals(List.of("primitive", "a", "Dummy", "params", "x=a \"b\" c", "y=1 2", "z=q r"), statements.getFirst().words());
    }

    @Test
    void joinedLinesAreOneStatementAndLaterOnesKeepTheirLineNumbers() {
        String text = "# a comment\nprimitive a Dummy \\\n\top monitor interval=10s\n\nprimitive b Dummy\n";

        List<Statement> statements = Script.read(text);

        assertEquals(List.of(2, 5), statements.stream().map(Statement::line).toList());
        assertEquals(List.of("primitive", "a", "Dummy", "op", "monitor", "interval=10s"), statements.getFirst().words());
    }

    @Test
    void xmlIsOneWordWithItsQuotes() {
        String text = "xml <primitive id=\"a\" class='ocf'/>\nprimitive b Dummy";

        List<Statement> statements = Script.read(text);

        assertEquals(List.of("xml", "<primitive id=\"a\" class='ocf'/>"), statements.get(0).words());
        assertEquals(2, statements.size());
    }

    @Test
    void anOpenQuoteNamesItsLine() {
        String text = "primitive a Dummy\nprimitive b Dummy params x=\"open\n";

        var complaint = assertThrows(CrmSyntaxException.class, () -> Script.read(text));

        assertTrue(complaint.getMessage().startsWith("line 2: "), complaint.getMessage());
    }

    @Test
    void aLineThatEndsWithABackslashIsNotComplete() {
        String open = "primitive a Dummy \\";

        boolean more = Script.isOpen(open);

        assertTrue(more);
        assertFalse(Script.isOpen("primitive a Dummy"));
    }
}
