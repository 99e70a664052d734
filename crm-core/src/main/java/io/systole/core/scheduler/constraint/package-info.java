/**
 * The constraints of the configuration, resolved to resources and nodes: locations, colocations, orderings; sets, tags,
 * patterns and rules are expanded here. Knows what they say, not what they do. Rules 2:P-110 to 2:P-115, 2:P-401 to 2:P-406,
 * 3:O-25 to 3:O-33. Start with {@link io.systole.core.scheduler.constraint.Constraints}.
 */
package io.systole.core.scheduler.constraint;
