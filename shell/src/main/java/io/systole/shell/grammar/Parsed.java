package io.systole.shell.grammar;

import java.util.Set;

/** A definition, and which of the ids in it were made up (the others were given by the user). */
record Parsed(Definition definition, Set<String> madeIds) {}
