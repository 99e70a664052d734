/**
 * Rules of the CIB: expressions over node attributes, dates, resources and operations, and the name/value sets that rules
 * switch on and off. The time and all attributes are arguments; nothing here reads a clock. Rules 1:S-35 to 1:S-55 and
 * 1:S-83 to 1:S-96; "Pacemaker Explained, Rules". Start with {@link io.systole.core.rule.RuleEvaluator}.
 */
package io.systole.core.rule;
