/**
 * Node attributes as their manager knows them: what the CIB does not hold (values that wait for their dampening, private
 * values, the dampening itself) and how an update changes it. Values only: who decides is the DC ({@code core.controller}), and
 * what is written stands in the status section. Start with {@link io.systole.core.attribute.AttributeTable}.
 */
package io.systole.core.attribute;
