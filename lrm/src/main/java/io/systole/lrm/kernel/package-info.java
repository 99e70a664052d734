/**
 * What the Linux kernel tells without being asked again and again: addresses and mounts that change, processes that end, output that
 * comes. Called through Java's foreign-function API; needs {@code --enable-native-access}, else Java prints a warning at the first call.
 */
package io.systole.lrm.kernel;
