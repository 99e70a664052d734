/**
 * The scheduler: from a CIB and a point in time to placements and a transition graph. A pure function, a pipeline with
 * one type per stage: snapshot (what is), assign (where), plan (what must happen), order (in which order).
 * Same CIB and time, same bytes. Start with {@link io.systole.core.scheduler.Schedule}.
 */
package io.systole.core.scheduler;
