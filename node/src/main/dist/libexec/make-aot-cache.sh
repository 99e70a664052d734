#!/bin/sh
# make-aot-cache.sh - makes lib/systole.aot, with which the tools that start Java (crm without a daemon, crm_simulate) need
# half the time to start. Run it once on each machine, and again after an update of Systole or of Java; a cache that does not
# fit is ignored. Takes some seconds and 20 MB. Usage: sh libexec/make-aot-cache.sh
systole_home=$(readlink -f "$0") && systole_home=${systole_home%/libexec/*}
. "$systole_home/libexec/find-java.sh"
java=$(find_java) || exit 69
cache=$systole_home/lib/systole.aot
"$java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData --enable-native-access=ALL-UNNAMED \
    -Dsystole.home="$systole_home" -XX:AOTCacheOutput="$cache.new" -Xlog:disable -cp "$systole_home/lib/*" \
    io.systole.shell.interactive.ShellMain crm_simulate -x "$systole_home/samples/dummies/cib.xml" -SsV >/dev/null 2>&1
if [ -s "$cache.new" ]; then
    mv "$cache.new" "$cache"
else
    rm -f "$cache.new"
    echo "make-aot-cache.sh: this Java makes no cache; the tools work without" >&2
    exit 1
fi
