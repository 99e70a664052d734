package io.systole.core.arbitration;

import io.systole.core.membership.NodeName;
import java.time.Duration;

/**
 * What a witness has to remember over a restart.
 *
 * @param number grows with each change of hands
 * @param holder who holds it or held it last
 * @param term the holder's term
 * @param validity how long it holds after each renewal
 */
public record Grant(long number, NodeName holder, long term, Duration validity) {}
