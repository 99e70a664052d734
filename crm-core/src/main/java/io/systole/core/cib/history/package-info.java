/**
 * The last changes of the configuration: who, when, why, and what, so that any of them can be undone. Start with
 * {@link io.systole.core.cib.history.ChangeHistory}.
 */
package io.systole.core.cib.history;
