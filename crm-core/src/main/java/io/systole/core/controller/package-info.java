/**
 * The controller of a node: elects the designated coordinator (DC), and on the DC joins members, sequences CIB writes,
 * records results, asks the scheduler and carries out its graph. A state machine: events in, effects out as data.
 *
 * <p>Knows neither clock nor wire nor agent. Start with {@link io.systole.core.controller.ControllerSettings}.
 */
package io.systole.core.controller;
