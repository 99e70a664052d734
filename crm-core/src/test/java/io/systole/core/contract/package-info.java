/**
 * What adapters of the ports in {@link io.systole.core.spi} must fulfil, as abstract test classes; fakes and real adapters
 * extend the same one.
 */
package io.systole.core.contract;
