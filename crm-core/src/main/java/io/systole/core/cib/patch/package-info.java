/**
 * What differs between two CIBs, as Pacemaker's patch format 2, and the digest that tells whether two copies are the same.
 * Pure functions; who sends a patch to whom is decided elsewhere. Start with {@link io.systole.core.cib.patch.CibDiff}.
 */
package io.systole.core.cib.patch;
