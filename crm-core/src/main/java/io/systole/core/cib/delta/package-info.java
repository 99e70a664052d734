/**
 * What a change of the configuration was, with both sides, and how it is turned round on a configuration that has gone on
 * since. Pure functions. Start with {@link io.systole.core.cib.delta.Delta}.
 */
package io.systole.core.cib.delta;
