/**
 * The language of {@code crm configure}, in both directions: from text to CIB elements with the ids that crmsh would give
 * them, and from CIB elements to text. What has no form in the language, or would lose something in it, is written as
 * {@code xml <…>}, so that reading what was written always gives the same configuration.
 *
 * <p>Nothing here knows the cluster; {@link io.systole.shell.grammar.Draft} is a working copy of a configuration to which
 * statements are applied. Start with {@link io.systole.shell.grammar.Script} and {@link
 * io.systole.shell.grammar.StatementParser}.
 */
package io.systole.shell.grammar;
