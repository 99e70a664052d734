/**
 * Whether a CIB makes sense: the grammar of its elements, and what no grammar can say (references, cycles, values). Finds
 * all that is wrong and names place and remedy; repairs nothing, and does not know which agents exist. Start with
 * {@link io.systole.core.cib.validate.CibValidator}.
 */
package io.systole.core.cib.validate;
