/**
 * How the status section is written: node states, operation history, transient attributes and fail counts, in the form
 * that Pacemaker's tools read. Pure functions from CIB to CIB; when something is written is the controller's business.
 * Start with {@link io.systole.core.controller.status.NodeStates}.
 */
package io.systole.core.controller.status;
