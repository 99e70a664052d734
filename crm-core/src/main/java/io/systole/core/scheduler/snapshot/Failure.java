package io.systole.core.scheduler.snapshot;

import io.systole.core.cib.Element;

/**
 * A failed operation that people should see (rule 1:S-155).
 *
 * @param resource the resource
 * @param node where it failed
 * @param entry the history entry ({@code lrm_rsc_op}) with rc-code, op-status, exit-reason, call-id and times
 * @param ignored true if {@code on-fail=ignore} or the failure is only shown
 */
public record Failure(Resource resource, Node node, Element entry, boolean ignored) {}
