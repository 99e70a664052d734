/**
 * {@code systoled --arbitrator}: a daemon that only votes. Start with {@link io.systole.node.arbitrator.ArbitratorDaemon}.
 */
package io.systole.node.arbitrator;
