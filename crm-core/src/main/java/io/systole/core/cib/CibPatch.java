package io.systole.core.cib;

/**
 * The difference between two versions of a CIB, as a {@code <diff format="2">} element (reference: controller-and-status, C-160…C-164).
 *
 * @param source the version it applies to
 * @param target the version it leads to
 * @param diff the XML form
 */
public record CibPatch(CibVersion source, CibVersion target, Element diff) {}
