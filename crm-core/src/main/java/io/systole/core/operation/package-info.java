/**
 * Operations on resources: what is ordered, and what came of it. Shared by the scheduler, the controller and the local
 * resource manager; only data. Start with {@link io.systole.core.operation.OperationRequest}.
 */
package io.systole.core.operation;
