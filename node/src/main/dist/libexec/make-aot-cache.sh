#!/bin/sh
# make-aot-cache.sh - makes lib/systole.aot and lib/systoled.aot, with which Java needs half the CPU time to start: the tools that start
# it (crm without a daemon, crm_simulate), and the daemon. Run it once on each machine, and again after an update of Systole or of Java; a
# cache that does not fit is ignored. Takes half a minute and 80 MB; the daemon is tried out with a cluster of one node on 127.0.0.1 for it.
# Usage: sh libexec/make-aot-cache.sh
systole_home=$(readlink -f "$0") && systole_home=${systole_home%/libexec/*}
. "$systole_home/libexec/find-java.sh"
java=$(find_java) || exit 69
bin=$systole_home/bin
place=$(mktemp -d) || exit 74
daemon=
end() {
    [ -z "$daemon" ] || kill "$daemon" 2>/dev/null
    rm -rf "$place"
}
trap end EXIT
trap 'exit 130' INT TERM

# keep CACHE - puts a new cache into its place
keep() {
    [ -s "$place/$1" ] || {
        echo "make-aot-cache.sh: this Java made no lib/$1; everything works without, but starts more slowly" >&2
        return 1
    }
    mv "$place/$1" "$systole_home/lib/$1"
}

train_tools() {
    "$java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData --enable-native-access=ALL-UNNAMED \
        -Dsystole.home="$systole_home" -XX:AOTCacheOutput="$place/systole.aot" -Xlog:disable -cp "$systole_home/lib/*" \
        io.systole.shell.interactive.ShellMain crm_simulate -x "$systole_home/samples/dummies/cib.xml" -SsV >/dev/null 2>&1
}

# until_true COMMAND... - waits at most a minute
until_true() {
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] && kill -0 "$daemon" 2>/dev/null || return 1
        sleep 0.2
    done
}

# shows TEXT - whether the cluster's status has it
shows() {
    [ -S "$place/run/api.sock" ] && "$bin/crm_mon" -1 2>/dev/null | grep -q "$1"
}

train_daemon() {
    mkdir "$place/etc" || return 1
    printf 'cluster = training\nname = trainee\nnode = trainee 127.0.0.1\nport = %s\nself_fencing_time = off\nwatchdog = none\n' \
        $((20000 + $$ % 10000)) >"$place/etc/systole.conf"
    SYSTOLE_ETC=$place/etc SYSTOLE_STATE=$place/state SYSTOLE_RUN=$place/run SYSTOLE_LOG=$place/log SYSTOLE_SOCKET=$place/run/api.sock
    export SYSTOLE_ETC SYSTOLE_STATE SYSTOLE_RUN SYSTOLE_LOG SYSTOLE_SOCKET
    "$bin/systoled" --keygen >/dev/null || return 1
    SYSTOLE_JAVA_OPTS="-XX:AOTCacheOutput=$place/systoled.aot -Xlog:disable" SYSTOLE_AOT=off "$bin/systoled" >"$place/out" 2>&1 &
    daemon=$!
    until_true shows 'Current DC: trainee' || return 1
    "$bin/cibadmin" --replace --xml-file "$systole_home/samples/dummies/cib.xml"
    until_true shows 'Started trainee'
    "$bin/crm" configure show
    "$bin/crm_simulate" -LS
    "$bin/crm_standby" -v on
    until_true shows ': standby'
    kill "$daemon"
    wait "$daemon"
    daemon=
}

rm -f "$systole_home/lib/systole.aot" "$systole_home/lib/systoled.aot"
train_tools
train_daemon >/dev/null 2>&1 || echo "make-aot-cache.sh: the daemon could not be tried out: $(tail -n 1 "$place/out" 2>/dev/null)" >&2
keep systole.aot && keep systoled.aot
