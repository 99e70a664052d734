/**
 * {@code crm_mon} without a terminal: the status written into a file again and again, and a program that hears of what was done. The
 * front in {@code sh} puts it into the background.
 */
package io.systole.shell.monitor;
