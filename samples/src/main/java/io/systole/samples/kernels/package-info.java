/**
 * A laboratory whose machines have a kernel of their own each (User-Mode Linux): their power can be cut so that what they had not yet
 * written to the disk is lost, and they can do what namespaces cannot, such as serve NFS or balance with IPVS. All are on one bridge in
 * a namespace; nothing is made in the host's own network. Needs root and some Debian packages. System calls and forks cost ten times
 * and more what they cost on the host: a place to show that something is right, not how fast it is. Start with
 * {@link io.systole.samples.kernels.KernelLab}.
 */
package io.systole.samples.kernels;
