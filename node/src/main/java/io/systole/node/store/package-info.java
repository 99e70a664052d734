/**
 * What a node keeps on its disk over a restart: the CIB with its backups, the highest term, the incarnation. A file is
 * replaced by one that was written, synced and read back before; what is found damaged is put aside and never deleted.
 * Start with {@link io.systole.node.store.CibFiles}.
 */
package io.systole.node.store;
