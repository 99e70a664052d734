/**
 * Measures failovers: Systole and, where they are installed, Pacemaker, keepalived and Heartbeat, each in a lab of its own, in turns.
 * A client asks a service on the floating address every ten milliseconds; what it sees is what is counted.
 */
package io.systole.samples.failover;
