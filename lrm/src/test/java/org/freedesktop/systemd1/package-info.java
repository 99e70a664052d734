/** Errors of the fake systemd, which must be called as the real ones. */
package org.freedesktop.systemd1;
