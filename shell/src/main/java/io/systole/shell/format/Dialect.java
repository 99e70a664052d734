package io.systole.shell.format;

/** Two programs print the same lists with slightly other words, and scripts read both. */
public enum Dialect {
    /** {@code crm_mon} of Pacemaker 2.1: results in lower case, failures in sentences. */
    MONITOR,
    /** {@code crm_simulate} of Pacemaker 3.0: results with a capital, failures always with all their numbers (T-83, T-85, T-86). */
    SIMULATION
}
