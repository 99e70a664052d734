package io.systole.node;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.edit.CibEditor;
import io.systole.core.cib.validate.CibValidator;
import io.systole.core.cib.validate.Problem;
import io.systole.core.controller.CibRules;
import java.util.List;

/** How the CIB may change: the editor and the validator of the core, under the name that the controller knows. */
final class CibRuleBook implements CibRules {
    @Override
    public Cib apply(Cib cib, List<CibChange> changes) throws Refusal {
        return switch (CibEditor.apply(cib, changes)) {
            case EditResult.Changed changed -> changed.cib();
            case EditResult.Refused refused -> throw new Refusal(kind(refused.reason()), refused.sentence());
        };
    }

    @Override
    public List<String> problems(Cib cib) {
        return CibValidator.check(cib).stream().filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(problem -> problem.place() + ": " + problem.text()).toList();
    }

    private static Refusal.Kind kind(EditResult.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> Refusal.Kind.NOT_FOUND;
            case EXISTS -> Refusal.Kind.EXISTS;
            case OLD_VERSION, OUT_OF_STEP -> Refusal.Kind.OLD_VERSION;
            case INVALID -> Refusal.Kind.INVALID;
        };
    }
}
