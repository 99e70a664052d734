/**
 * What a person tells the daemon: {@code systole.conf}, the command line, and where files are. Decides what is a valid
 * setting and how a mistake is explained; knows nothing of what the settings do.
 * Start with {@link io.systole.node.config.NodeSettings} and {@link io.systole.node.config.SettingsReader}.
 */
package io.systole.node.config;
