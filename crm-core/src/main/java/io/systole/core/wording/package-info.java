/** How things are said to people, where several modules must say them alike. Start with {@link io.systole.core.wording.Nearest}. */
package io.systole.core.wording;
