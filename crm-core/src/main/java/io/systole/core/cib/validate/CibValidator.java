package io.systole.core.cib.validate;

import io.systole.core.cib.Cib;
import io.systole.core.cib.xml.CibDocument;
import java.util.List;
import java.util.Optional;

/**
 * Finds what is wrong with a CIB: first by its grammar, then what only a look at the whole can tell. Finds as much as it can
 * in one go; an empty list means that all is well. Whether agents exist is not its business. Stateless; safe for any thread.
 */
public final class CibValidator {
    private CibValidator() {}

    /** Checks a CIB that is not a text (any more); places have no lines. */
    public static List<Problem> check(Cib cib) {
        return check(cib, new Findings(element -> Optional.empty()));
    }

    /**
     * Checks a CIB as it was read, so that places have lines.
     *
     * @throws io.systole.core.cib.xml.CibParseException if the document is no {@code <cib>}
     */
    public static List<Problem> check(CibDocument document) {
        return check(document.cib(), new Findings(document::place));
    }

    /**
     * Only what makes a CIB unreadable for a scheduler: a generation that is not known, and errors against the grammar. What is
     * merely senseless is left out.
     */
    public static List<Problem> checkGrammar(CibDocument document) {
        var findings = new Findings(document::place);
        if (GenerationCheck.grammarApplies(document.cib(), findings)) {
            GrammarCheck.run(document.root(), findings);
        }
        return findings.problems().stream().filter(problem -> problem.severity() == Problem.Severity.ERROR).toList();
    }

    /** True if one of the problems forbids to use the CIB. */
    public static boolean hasErrors(List<Problem> problems) {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    private static List<Problem> check(Cib cib, Findings findings) {
        if (GenerationCheck.grammarApplies(cib, findings)) {
            GrammarCheck.run(cib.root(), findings);
        }
        var index = new ConfigurationIndex(cib);
        IdCheck.run(cib, findings);
        ReferenceCheck.run(index, findings);
        FenceDeviceCheck.run(index, findings);
        IdRefCheck.run(index, findings);
        AclCheck.run(index, findings);
        AlertCheck.run(index, findings);
        StructureCheck.run(index, findings);
        ConstraintCheck.run(index, findings);
        OperationCheck.run(index, findings);
        ValueCheck.run(index, findings);
        return findings.problems();
    }
}
