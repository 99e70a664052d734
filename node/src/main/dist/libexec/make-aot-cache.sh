#!/bin/sh
# make-aot-cache.sh - makes lib/systole.aot and lib/systoled.aot, with which Java needs half the CPU time to start: the tools that start
# it (crm without a daemon, crm_simulate), and the daemon. Run it once on each machine, and again after an update of Systole or of Java; a
# cache that does not fit is ignored. Takes half a minute and 80 MB; for it two daemons on loopback (127.0.0.1 and 127.0.0.2) make a cluster,
# and the one that is watched sees the other one die: so also what happens then for the first time is there at once.
# Usage: sh libexec/make-aot-cache.sh
systole_home=$(CDPATH='' cd -P "$(dirname "$0")/.." && pwd -P) || exit 1
. "$systole_home/libexec/find-java.sh"
java=$(find_java) || exit 69
bin=$systole_home/bin
place=$(mktemp -d) || exit 74
daemon=
partner=
end() {
    for process in $daemon $partner; do
        kill "$process" 2>/dev/null
    done
    rm -rf "$place"
}
trap end EXIT
trap 'exit 130' INT TERM

# Which methods were hot is not kept: what a start would compile at once for it costs a quarter of a second and is seldom used.
lean="-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining"

# keep CACHE - puts a new cache into its place
keep() {
    [ -s "$place/$1" ] || {
        echo "make-aot-cache.sh: this Java made no lib/$1; everything works without, but starts more slowly" >&2
        return 1
    }
    mv "$place/$1" "$systole_home/lib/$1"
}

train_tools() {
    # shellcheck disable=SC2086
    "$java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData --enable-native-access=ALL-UNNAMED \
        -Dsystole.home="$systole_home" -XX:AOTCacheOutput="$place/systole.aot" $lean -Xlog:disable -cp "$systole_home/lib/*" \
        io.systole.shell.interactive.ShellMain crm_simulate -x "$systole_home/samples/dummies/cib.xml" -SsV >/dev/null 2>&1
}

# until_true COMMAND... - waits at most a minute, and only while the daemons live
until_true() {
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        # shellcheck disable=SC2086
        [ "$tries" -lt 300 ] && kill -0 $daemon $partner 2>/dev/null || return 1
        sleep 0.2
    done
}

# shows NODE TEXT - whether the cluster's status, as this node sees it, has it
shows() {
    [ -S "$place/$1/run/api.sock" ] && as "$1" "$bin/crm_mon" -1 2>/dev/null | grep -q "$2"
}

# as NODE COMMAND... - runs it where the files of this node's daemon are
as() {
    where=$place/$1
    shift
    SYSTOLE_ETC=$where/etc SYSTOLE_STATE=$where/state SYSTOLE_RUN=$where/run SYSTOLE_LOG=$where/log SYSTOLE_SOCKET=$where/run/api.sock "$@"
}

# begin NODE FLAGS - becomes the daemon of this node
begin() {
    where=$place/$1
    export SYSTOLE_ETC="$where/etc" SYSTOLE_STATE="$where/state" SYSTOLE_RUN="$where/run" SYSTOLE_LOG="$where/log" SYSTOLE_AOT=off
    export SYSTOLE_SOCKET="$where/run/api.sock" SYSTOLE_JAVA_OPTS="$2"
    exec "$bin/systoled" >"$where/out" 2>&1
}

configure() {
    mkdir -p "$place/$1/etc" || return 1
    printf '%s\n' 'cluster = training' "name = $1" 'node = trainee 127.0.0.1' 'node = partner 127.0.0.2' "port = $((20000 + $$ % 10000))" \
        'two_node = yes' 'self_fencing_time = off' 'watchdog = none' >"$place/$1/etc/systole.conf"
}

train_daemon() {
    configure partner && configure trainee && as partner "$bin/systoled" --keygen >/dev/null || return 1
    cp -p "$place/partner/etc/cluster.key" "$place/trainee/etc/" || return 1
    (begin partner -Xlog:disable) &
    partner=$!
    # It is there first, so the trainee is the one that joins.
    until_true test -S "$place/partner/run/api.sock" || return 1
    (begin trainee "-XX:AOTCacheOutput=$place/systoled.aot $lean -Xlog:disable") &
    daemon=$!
    until_true shows trainee 'Online: .* partner trainee ' || return 1
    as trainee "$bin/crm" configure load xml replace "$systole_home/samples/dummies/cib.xml" || return 1
    until_true shows trainee 'Started trainee' || return 1
    as trainee "$bin/crm" configure show
    as trainee "$bin/crm_simulate" -LS
    kill -KILL "$partner"
    partner=
    until_true shows trainee 'OFFLINE: .* partner ' || return 1
    until_true shows trainee 'Current DC: trainee' || return 1
    as trainee "$bin/crm_standby" -v on
    until_true shows trainee ': standby'
    kill "$daemon"
    wait "$daemon"
    daemon=
}

rm -f "$systole_home/lib/systole.aot" "$systole_home/lib/systoled.aot"
train_tools
train_daemon >/dev/null 2>&1 || echo "make-aot-cache.sh: the daemon could not be tried out: $(tail -n 1 "$place/trainee/out" 2>/dev/null)" >&2
keep systole.aot && keep systoled.aot
