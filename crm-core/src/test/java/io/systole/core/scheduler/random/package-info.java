/**
 * Random small clusters from a seed, of every kind of resource, constraint, node state and history that the scheduler knows: for the
 * property tests here, and for the differential fuzzer of module samples. The same seed and features give the same CIB, byte for byte.
 * Start with {@link io.systole.core.scheduler.random.RandomCluster}.
 */
package io.systole.core.scheduler.random;
