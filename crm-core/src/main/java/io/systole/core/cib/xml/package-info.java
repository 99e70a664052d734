/**
 * CIB elements from and to XML text. Decides what is well-formed and how text looks, not what a CIB may contain.
 *
 * <p>Start with {@link io.systole.core.cib.xml.CibReader} and {@link io.systole.core.cib.xml.CibWriter}; for every element
 * {@code e} that a reader has given, {@code read(write(e))} equals {@code e}.
 */
package io.systole.core.cib.xml;
