package io.systole.core.controller;

/** The controller's timers; arming one again replaces it. */
public enum TimerId {
    /** Heartbeat, pause detection, repetition of what was not answered. */
    TICK,
    /** Nobody is DC: stand for election. */
    ELECTION,
    /** The members had time enough to answer a claim. */
    CLAIM,
    /** Send the collected status updates. */
    FLUSH,
    /** The next action in flight would be lost. */
    ACTION,
    /** Calculate again although nothing happened. */
    RECHECK,
    /** A node attribute has rested long enough to be written. */
    DAMPENING
}
