/**
 * Trying things in memory: carries out a transition graph on a CIB as if agents did what they are told, so that people and
 * tests see where a decision leads. Knows no process and no clock. Start with
 * {@link io.systole.core.simulate.Simulation}.
 */
package io.systole.core.simulate;
