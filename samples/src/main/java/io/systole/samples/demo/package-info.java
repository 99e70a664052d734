/**
 * The main story, told with real programs: two nodes keep a website and its database up, and one of them loses its power.
 * Each step says what it does, and a step that does not come out as it should ends the demo with its number.
 * Start with {@link io.systole.samples.demo.Demo}.
 */
package io.systole.samples.demo;
