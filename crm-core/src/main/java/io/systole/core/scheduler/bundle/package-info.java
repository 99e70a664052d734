/**
 * What a {@code bundle} element of the configuration asks for, and the elements of the resources that are made for it:
 * containers, addresses, connections, the clone of what runs inside (rules 4:B-5 to 4:B-26). Pure reading; knows no state.
 * Start with {@link io.systole.core.scheduler.bundle.BundleDefinition}.
 */
package io.systole.core.scheduler.bundle;
