package io.systole.core.simulation;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibChange;
import io.systole.core.cib.EditResult;
import io.systole.core.cib.edit.CibEditor;
import io.systole.core.controller.CibRules;
import java.util.List;

/** The CIB rules with the real editor; whatever can be applied is valid. */
final class TestRules implements CibRules {
    @Override
    public Cib apply(Cib cib, List<CibChange> changes) throws Refusal {
        return switch (CibEditor.apply(cib, changes)) {
            case EditResult.Changed changed -> changed.cib();
            case EditResult.Refused refused -> throw new Refusal(kind(refused.reason()), refused.sentence());
        };
    }

    private static Refusal.Kind kind(EditResult.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> Refusal.Kind.NOT_FOUND;
            case EXISTS -> Refusal.Kind.EXISTS;
            case OLD_VERSION, OUT_OF_STEP -> Refusal.Kind.OLD_VERSION;
            case INVALID -> Refusal.Kind.INVALID;
        };
    }

    @Override
    public List<String> problems(Cib cib) {
        return List.of();
    }
}
