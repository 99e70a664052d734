#!/bin/sh
# node-init.sh - the first process of a machine with a kernel of its own, started by /sbin/lab-init of its image. /lab is the laboratory's
# folder on the host; the kernel's command line says the machine's name (node), its address and its ethernet card. Mounts what a machine
# has, then keeps a shell on the second console, over which the laboratory gives commands. What is printed to /dev/tty0 goes to a file there.
. /lab/settings.sh
export PATH="$SYSTOLE_HOME/bin:/usr/sbin:/usr/bin:/sbin:/bin" HOME=/root LC_ALL=C.UTF-8 JAVA_HOME JAVA_TOOL_OPTIONS
mount -o remount,rw /
mount -t sysfs sysfs /sys
mount -t tmpfs -o mode=755 tmpfs /run
mount -t tmpfs -o mode=1777 tmpfs /tmp
mkdir -p /run/lock /run/resource-agents /dev/pts /dev/shm /lib/modules /srv/shared "$JAVA_HOME" "$SYSTOLE_HOME" /etc/systole
mount -t devpts devpts /dev/pts
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
mount -t hostfs -o "$MODULES" none /lib/modules
mount -t hostfs -o "$JAVA_HOME" none "$JAVA_HOME"
mount -t hostfs -o "$SYSTOLE_HOME" none "$SYSTOLE_HOME"
cp /lab/hosts /etc/hosts
hostname "$node"
ip link set lo up
ip link set vec0 name eth0
ip link set eth0 up
ip address add "$address/24" dev eth0
# Kept open: whoever opens a console as the first, or closes it as the last, loses what was typed.
exec 3<>/dev/tty1
stty raw -echo <&3
printf '\n@@lab-mark 0 0\n' >&3
while :; do
    # Errors of the shell itself go elsewhere, so that it does not take the console for that of a person.
    setsid sh -s <&3 >&3 2>/dev/null
    sleep 1
done
