package io.systole.core.simulate;

import io.systole.core.transition.GraphAction;

/** Tells a simulation how agents answer. */
@FunctionalInterface
public interface Outcomes {
    /** Every operation ends as expected. */
    Outcomes AS_EXPECTED = action -> action.request().targetRc();

    /** The exit code of an operation; one other than expected is a failure. */
    int exitCode(GraphAction.ResourceAction action);
}
