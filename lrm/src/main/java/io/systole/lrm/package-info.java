/**
 * The local resource manager: runs the agents of this node as processes and says what came of it. It decides nothing about
 * where a resource should run, and knows neither CIB nor peers.
 *
 * <p>Start with {@link io.systole.lrm.LocalExecutor}; which operation runs when is decided in {@code queue}, what to run and
 * what its exit means in {@code agent}, how a process is run in {@code process}, what survives a restart in {@code memory}.
 */
package io.systole.lrm;
