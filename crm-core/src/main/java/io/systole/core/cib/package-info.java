/**
 * The cluster information base (CIB): one immutable XML tree that holds the configuration and the status of the cluster.
 *
 * <p>Here is what a CIB is, how it is read, validated, written, compared and patched. Nothing here knows where it is
 * stored or who sends it. Start with {@link io.systole.core.cib.Cib}.
 */
package io.systole.core.cib;
