/**
 * Finds an element of a CIB by a path as patches and tools write it, and makes the tree in which it is replaced or gone.
 * Start with {@link io.systole.core.cib.path.CibPath}; this is not XPath and does not want to become it.
 */
package io.systole.core.cib.path;
