/** To be described with its first class. */
package io.systole.samples;
