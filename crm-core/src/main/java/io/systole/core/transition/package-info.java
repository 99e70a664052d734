/**
 * The transition graph and the engine that carries it out on the DC. The engine decides when an action fires, not what
 * the actions are (that is the scheduler) nor how they are done (that is the executor behind the controller).
 * Start with {@link io.systole.core.transition.TransitionGraph}.
 */
package io.systole.core.transition;
