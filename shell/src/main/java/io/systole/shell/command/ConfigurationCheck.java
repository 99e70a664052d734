package io.systole.shell.command;

import io.systole.core.cib.Cib;
import io.systole.core.cib.validate.CibValidator;
import io.systole.core.cib.validate.Problem;
import io.systole.core.cib.xml.CibReader;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a configuration, one sentence each. */
public final class ConfigurationCheck {
    private ConfigurationCheck() {}

    /** Errors that the changed configuration has and the one before did not have. */
    static List<String> errors(Cib before, Cib after) {
        var errors = new ArrayList<>(errors(after));
        errors.removeAll(errors(before));
        return errors;
    }

    /** All errors. */
    public static List<String> errors(Cib cib) {
        return sentences(CibValidator.check(cib), Problem.Severity.ERROR);
    }

    /** What is allowed but probably not meant, in the changed configuration and not in the one before. */
    static List<String> warnings(Cib before, Cib after) {
        var warnings = new ArrayList<>(warnings(after));
        warnings.removeAll(warnings(before));
        return warnings;
    }

    /** Everything that is allowed but probably not meant. */
    public static List<String> warnings(Cib cib) {
        return sentences(CibValidator.check(cib), Problem.Severity.WARNING);
    }

    /**
     * All errors of a CIB in a text, with their lines.
     *
     * @throws io.systole.core.cib.xml.CibParseException if the text is no CIB at all
     */
    public static List<String> errorsInText(String xml) {
        return sentences(CibValidator.check(CibReader.document(xml)), Problem.Severity.ERROR);
    }

    /** The same for what is allowed but probably not meant. */
    public static List<String> warningsInText(String xml) {
        return sentences(CibValidator.check(CibReader.document(xml)), Problem.Severity.WARNING);
    }

    private static List<String> sentences(List<Problem> problems, Problem.Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .map(problem -> problem.place() + ": " + problem.text())
                .toList();
    }
}
