/**
 * The local API: HTTP over a Unix socket that only root and its group can reach. The tools' {@code sh} fronts post their
 * arguments here; programs read status and CIB, and wait for changes. It decides nothing: every answer comes from the
 * cluster node or from the shell's tools. Start with {@link io.systole.node.api.LocalApi}.
 */
package io.systole.node.api;
