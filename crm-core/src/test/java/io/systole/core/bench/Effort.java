package io.systole.core.bench;

/**
 * How much is done for one figure.
 *
 * @param schedules schedules in one run: the clock of the process has steps of 10 ms, so a run should take some hundred
 * @param warmups runs before, which are not measured: the JVM has compiled what counts after some ten seconds of work
 * @param runs measured runs, of which the median counts
 */
record Effort(int schedules, int warmups, int runs) {}
