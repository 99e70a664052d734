/**
 * What a CIB of an older generation says, in the words of the newest: names of options, removed kinds of resources. Rules
 * 1:S-6 to 1:S-31. What readers understand by themselves (master elements, older role names, option names with
 * {@code stonith}) is not rewritten. Start with {@link io.systole.core.cib.upgrade.CibUpgrade}.
 */
package io.systole.core.cib.upgrade;
