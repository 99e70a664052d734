/**
 * Changes of a CIB as people and programs wish them, in the words of {@code cibadmin}, and the version number that a change
 * leads to. Whether the outcome is valid is decided elsewhere. Start with {@link io.systole.core.cib.edit.CibEditor}.
 */
package io.systole.core.cib.edit;
