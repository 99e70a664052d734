/**
 * Every option that a CIB may set, one constant each (name, older name, type, default, help), and how their values are
 * read: scores, spans of time, truth values. Parser, shell completion and documentation read the same lists. Nothing here
 * knows what an option is used for. Start with {@link io.systole.core.option.ClusterOption}.
 */
package io.systole.core.option;
