/**
 * What the local resource manager must not forget when the daemon restarts: the call ids, and the parameters with which
 * resources were started. Everything else is found out anew by probes.
 */
package io.systole.lrm.memory;
