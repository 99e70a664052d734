#!/bin/sh
# node-init.sh DIR NAME - the first process (pid 1) of a laboratory node, started in its own network, mount, pid and host
# name namespaces. Gives the node private directories, then does what an init must: reap orphans until it is killed.
# DIR is the node's disk and is kept over a power cut: etc and var have what differs from the host's /etc and /var.
# DIR/../common is a disk that all nodes see.
set -eu
dir=$1
name=$2
hostname "$name"
mount -t proc proc /proc
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/lock /run/resource-agents
chmod 1777 /run/lock
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
for part in etc var; do
    mkdir -p "$dir/$part" "$dir/$part.work"
    mount -t overlay -o "lowerdir=/$part,upperdir=$dir/$part,workdir=$dir/$part.work" overlay "/$part"
done
# Programs that only nodes of the laboratory have, such as fence_lab.
mount -t overlay -o "lowerdir=$dir/../sbin:/usr/sbin" overlay /usr/sbin
mkdir -p /etc/systole /var/lib/systole /var/log/systole "$dir/srv/shared" "$dir/../common"
mount --bind "$dir/srv" /srv
mount --bind "$dir/../common" /srv/shared
cp "$dir/../hosts" /etc/hosts
: >/run/lab-node-is-up
while :; do
    sleep 3600 &
    wait $! || :
done
