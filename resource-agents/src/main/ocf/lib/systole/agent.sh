# Shared parts of the Systole agents: exit codes, messages, time, processes, dispatch. POSIX sh, nothing else needed.
# An agent sources this file, defines the functions  metadata  validate  start  stop  monitor  (and  reload_agent,  promote,
# demote,  notify  if it can), and ends with  agent_main "$@".
#
# Forks are dear in monitors that run every second, so what the shell can read from /proc itself is not asked of a program.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2153,SC2174

OCF_SUCCESS=0
OCF_ERR_GENERIC=1
OCF_ERR_ARGS=2            # wrong on this node: another node may do
OCF_ERR_UNIMPLEMENTED=3
OCF_ERR_PERM=4
OCF_ERR_INSTALLED=5       # a program is missing on this node
OCF_ERR_CONFIGURED=6      # wrong everywhere: no node may try
OCF_NOT_RUNNING=7
OCF_DEGRADED=190

NEWLINE='
'
PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL

# --- what people read ---------------------------------------------------------------------------------------------------

# log LEVEL TEXT: a line for the log of the local resource manager
log() {
    echo "${OCF_RESOURCE_INSTANCE:-agent}: $1: $2" >&2
}

# reason TEXT: one sentence that people can act on; the last one ends up in the status as exit-reason
reason() {
    agent_text=$1
    # Only the first line would be kept, and programs quoted here say several.
    while :; do
        case $agent_text in
            *"$NEWLINE"*) agent_text="${agent_text%%"$NEWLINE"*} ${agent_text#*"$NEWLINE"}" ;;
            *) break ;;
        esac
    done
    echo "ocf-exit-reason:$agent_text" >&2
}

# fail CODE TEXT: says why and ends the action
fail() {
    reason "$2"
    exit "$1"
}

# last_line FILE: the last line of a file that is not blank, in LAST_LINE
last_line() {
    LAST_LINE=
    [ -r "$1" ] || return 0
    while IFS= read -r agent_line || [ -n "$agent_line" ]; do
        case $agent_line in
            *[![:space:]]*) LAST_LINE=$agent_line ;;
        esac
    done < "$1"
}

# --- values -------------------------------------------------------------------------------------------------------------

is_true() {
    case $1 in
        1 | [Yy] | [Yy][Ee][Ss] | [Tt][Rr][Uu][Ee] | [Oo][Nn]) return 0 ;;
        *) return 1 ;;
    esac
}

is_number() {
    case $1 in
        '' | *[!0-9]*) return 1 ;;
        *) return 0 ;;
    esac
}

# need_number PARAMETER VALUE / need_boolean PARAMETER VALUE / need_path PARAMETER VALUE: ends the action if it is none
need_number() {
    is_number "$2" || fail $OCF_ERR_CONFIGURED "$1=\"$2\" is not a whole number; write digits only"
}

need_boolean() {
    case $2 in
        [01] | [YyNn] | [Yy][Ee][Ss] | [Nn][Oo] | [Tt][Rr][Uu][Ee] | [Ff][Aa][Ll][Ss][Ee] | [Oo][Nn] | [Oo][Ff][Ff]) ;;
        *) fail $OCF_ERR_CONFIGURED "$1=\"$2\" is neither true nor false" ;;
    esac
}

need_path() {
    case $2 in
        /*) ;;
        *) fail $OCF_ERR_CONFIGURED "$1=\"$2\" is not an absolute path; it must begin with /" ;;
    esac
}

# have PROGRAM: is it there?  need_program PROGRAM WHAT_FOR: ends the action if not
have() {
    command -v "$1" > /dev/null 2>&1
}

need_program() {
    have "$1" || fail $OCF_ERR_INSTALLED "program $1 is not installed on this node; $2"
}

need_root() {
    is_root || fail $OCF_ERR_PERM "$1 needs root"
}

# is_root: by what the kernel says of this shell
is_root() {
    while read -r agent_word agent_real agent_effective agent_rest; do
        [ "$agent_word" != Uid: ] || break
    done < /proc/self/status
    [ "$agent_effective" = 0 ]
}

# --- time ---------------------------------------------------------------------------------------------------------------

# now: seconds since boot, in NOW; not touched by changes of the wall clock
now() {
    read -r NOW agent_rest < /proc/uptime
    NOW=${NOW%%.*}
}

# deadline_in PERCENT: that share of the operation's timeout from now on, less a second for the last steps; in DEADLINE
deadline_in() {
    agent_ms=${OCF_RESKEY_CRM_meta_timeout:-20000}
    is_number "$agent_ms" || agent_ms=20000
    now
    DEADLINE=$((NOW + agent_ms * $1 / 100000 - 1))
    [ "$DEADLINE" -gt "$NOW" ] || DEADLINE=$((NOW + 1))
}

# before DEADLINE: true while there is time
before() {
    now
    [ "$NOW" -lt "$1" ]
}

# pause: between two looks at something that we wait for
pause() {
    sleep 0.1
}

# run_until DEADLINE COMMAND…: runs it, but never waits longer, even if it hangs in the kernel (a dead NFS server); 124 then
run_until() {
    agent_until=$1
    shift
    "$@" &
    agent_child=$!
    while alive "$agent_child"; do
        if ! before "$agent_until"; then
            kill -KILL "$agent_child" 2> /dev/null
            return 124
        fi
        pause
    done
    wait "$agent_child"
}

# --- processes ----------------------------------------------------------------------------------------------------------

# alive PID: exists and is no zombie (a dead daemon may be one until somebody reaps it)
alive() {
    is_number "$1" && [ -r "/proc/$1/stat" ] || return 1
    read -r agent_stat 2> /dev/null < "/proc/$1/stat" || return 1
    agent_stat=${agent_stat##*) }
    [ "${agent_stat%% *}" != Z ]
}

# runs_as PID NAME…: alive, and the program has one of these names: a pid file may outlive its process, and pids come again.
# Of a longer name the kernel keeps fifteen characters.
runs_as() {
    agent_pid=$1
    shift
    alive "$agent_pid" || return 1
    read -r agent_comm 2> /dev/null < "/proc/$agent_pid/comm" || return 1
    for agent_name; do
        case $agent_name in
            "$agent_comm") return 0 ;;
            "$agent_comm"*) [ ${#agent_comm} -eq 15 ] && return 0 ;;
        esac
    done
    return 1
}

# pid_in FILE: the number in a pid file, in PID; false if there is none
pid_in() {
    PID=
    [ -r "$1" ] || return 1
    read -r PID agent_rest < "$1"
    is_number "$PID"
}

# gone_by DEADLINE PID: waits for the end of a process
gone_by() {
    while alive "$2"; do
        before "$1" || return 1
        pause
    done
}

# kill_hard PID [OTHER…]: kills, and fails the action if even that does not help. -PID is a process group.
kill_hard() {
    kill -s KILL -- "$@" 2> /dev/null
    now
    gone_by $((NOW + 5)) "${1#-}" || fail "$OCF_ERR_GENERIC" "process ${1#-} cannot even be killed; it hangs in the kernel"
}

# --- state of our own ---------------------------------------------------------------------------------------------------

# state_dir: a place that is emptied at boot, in STATE_DIR. Not root: a place of the user's own.
state_dir() {
    if [ -n "${HA_RSCTMP:-}" ]; then
        STATE_DIR=$HA_RSCTMP
    elif [ -d /run/resource-agents ] && [ -w /run/resource-agents ]; then
        STATE_DIR=/run/resource-agents
    elif [ -w /run ]; then
        STATE_DIR=/run/resource-agents
    else
        STATE_DIR=${XDG_RUNTIME_DIR:-${TMPDIR:-/tmp}}/systole-agents-${USER:-$(id -u)}
    fi
}

# state_file: where this resource keeps what it must know from start to stop, in STATE_FILE
state_file() {
    state_dir
    STATE_FILE=$STATE_DIR/systole-$AGENT_NAME-$OCF_RESOURCE_INSTANCE
}

make_state_dir() {
    [ -d "$STATE_DIR" ] || mkdir -m 1755 -p "$STATE_DIR" \
        || fail $OCF_ERR_PERM "cannot make the state directory $STATE_DIR; check its owner and mode"
}

# --- metadata -----------------------------------------------------------------------------------------------------------

# metadata_head: the first lines of meta-data. The DTD that everybody has installed describes OCF 1.0, so what 1.1 added is
# declared here; then validating tools (ocf-tester) are content, and others do not look at it.
metadata_head() {
    cat << END
<?xml version="1.0"?>
<!DOCTYPE resource-agent SYSTEM "ra-api-1.dtd" [
<!ATTLIST parameter unique-group CDATA #IMPLIED reloadable (1|0) "0" private (1|0) "0">
<!ATTLIST action name CDATA #REQUIRED>
]>
<resource-agent name="$AGENT_NAME" version="1.0">
<version>1.1</version>
END
}

# --- dispatch -----------------------------------------------------------------------------------------------------------

# is_probe: a monitor that asks "is it here at all?" before anything is started; it must not complain about missing things
is_probe() {
    [ "${OCF_RESKEY_CRM_meta_interval:-0}" = 0 ]
}

agent_usage() {
    agent_more=
    for agent_name in promote demote notify; do
        has_function $agent_name && agent_more="$agent_more|$agent_name"
    done
    has_function reload_agent && agent_more="$agent_more|reload-agent"
    echo "usage: $0 {start|stop|monitor|validate-all$agent_more|meta-data}"
    echo "Parameters are environment variables OCF_RESKEY_<name>; see meta-data."
}

has_function() {
    case $(command -V "$1" 2> /dev/null) in
        *function*) return 0 ;;
        *) return 1 ;;
    esac
}

agent_main() {
    if [ $# -ne 1 ]; then
        agent_usage >&2
        exit $OCF_ERR_ARGS
    fi
    case $1 in
        meta-data) metadata; exit $OCF_SUCCESS ;;
        usage | help | --help) agent_usage; exit $OCF_SUCCESS ;;
    esac
    [ -n "${OCF_RESOURCE_INSTANCE:-}" ] || fail $OCF_ERR_ARGS "OCF_RESOURCE_INSTANCE is not set; it must hold the resource's id"
    state_file
    case $1 in
        start) validate; start; exit ;;
        # A stop must work whatever became of the configuration since the start, so nothing is validated.
        stop) stop; exit ;;
        monitor | status) monitor; exit ;;
        validate-all) validate; exit $OCF_SUCCESS ;;
        reload-agent)
            has_function reload_agent || exit $OCF_ERR_UNIMPLEMENTED
            validate
            reload_agent
            exit
            ;;
        promote | demote | notify)
            has_function "$1" || exit $OCF_ERR_UNIMPLEMENTED
            # A demotion comes before a stop and must work as that does; a notification refuses nothing.
            [ "$1" != promote ] || validate
            "$1"
            exit
            ;;
        reload)
            has_function reload_service || exit $OCF_ERR_UNIMPLEMENTED
            reload_service
            exit
            ;;
        *) exit $OCF_ERR_UNIMPLEMENTED ;;
    esac
}
