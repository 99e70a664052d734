package io.systole.core.transition;

/** What happens when a graph has come to its end; a later wish only ever raises an earlier one (rule C-43). */
public enum AfterAbort {
    /** Nothing: the graph was carried out. */
    DONE,
    /** Wait for the next event. */
    STOP,
    /** Calculate again. */
    RESTART,
    /** This DC leaves. */
    SHUTDOWN
}
