/** Tells people what happened in the cluster. Knows nothing of why it happened. */
package io.systole.node.alert;
