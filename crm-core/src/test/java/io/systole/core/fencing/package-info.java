/** Fencers of several nodes on one virtual clock, with agents as the test wants them. Start with {@code FencingYard}. */
package io.systole.core.fencing;
