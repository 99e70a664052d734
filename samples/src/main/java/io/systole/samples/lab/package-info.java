/**
 * A laboratory on one machine: cluster nodes as namespaces on a private bridge, a client beside them, power cuts, cut links,
 * and probes that measure how long a service is away.
 *
 * <p>It knows processes, namespaces and the installed programs ({@code systoled}, {@code crm}), and nothing of what a
 * particular cluster runs. Nothing is made in the host's own network, and everything is removed by {@code close()};
 * what a killed lab left behind is removed when a lab of the same name is made again. Needs root and iproute2.
 * Start with {@link io.systole.samples.lab.Lab}.
 */
package io.systole.samples.lab;
