#!/bin/sh
# A test agent that does what its parameter "do" says; without one it keeps a state file and answers truly.
action=$1
dir=${OCF_RESKEY_dir:?}
me=$dir/$OCF_RESOURCE_INSTANCE
echo "$OCF_RESOURCE_INSTANCE $action begins ${OCF_RESKEY_mark:-}" >>"$dir/journal"
finish() {
    echo "$OCF_RESOURCE_INSTANCE $action ends ${OCF_RESKEY_mark:-}" >>"$dir/journal"
    exit "$1"
}
# What the test has ordered for this resource and action while the agent was already in use.
[ -f "$me.$action.lasts" ] && sleep "$(cat "$me.$action.lasts")"
[ -f "$me.$action.exit" ] && finish "$(cat "$me.$action.exit")"

case ${OCF_RESKEY_do:-} in
'') ;;
dump-environment)
    tr '\0' '\n' </proc/$$/environ >"$me.environment"
    finish 0 ;;
dump-process)
    {
        # Without a fork: dash blocks all signals while it starts a program.
        while read -r name value; do
            case $name in SigBlk: | SigIgn:) echo "$name $value" ;; esac
        done </proc/$$/status
        echo "pid $$"
        # pgrp and session are the third and fourth word after the name in parentheses.
        sed 's/.*) //' /proc/$$/stat | { read -r _ _ pgrp session _; echo "pgrp $pgrp"; echo "session $session"; }
        echo "soft $(ulimit -Sn)"
        echo "hard $(ulimit -Hn)"
        echo "cwd $(pwd)"
        echo "stdin $(readlink /proc/$$/fd/0)"
        for fd in /proc/$$/fd/*; do [ -e "$fd" ] && echo "open ${fd##*/}"; done
        tr '\0' ' ' </proc/$$/cmdline | sed 's/^/argv /'; echo
    } >"$me.process"
    finish 0 ;;
leave-grandchild)
    # As ocf:heartbeat:mysql: something stays in our group and holds our output open.
    sleep 300 &
    echo $! >"$me.child"
    echo "printed before the exit"
    finish 0 ;;
leave-chatty-grandchild)
    (while :; do echo nonsense nonsense nonsense nonsense; done) &
    echo $! >"$me.child"
    finish 0 ;;
leave-daemon)
    setsid sleep 300 </dev/null >/dev/null 2>&1 &
    echo $! >"$me.child"
    finish 0 ;;
leave-daemon-and-hang)
    setsid sleep 300 </dev/null >/dev/null 2>&1 &
    echo $! >"$me.child"
    while :; do sleep 300; done ;;
ignore-term)
    trap '' TERM
    sh -c 'trap "" TERM; echo $$ >"$1"; while :; do sleep 300; done' sh "$me.child" &
    echo $$ >"$me.self"
    while :; do sleep 300; done ;;
clean-up-on-term)
    trap 'echo cleaned >"$me.cleaned"; exit 1' TERM
    echo $$ >"$me.self"
    while :; do sleep 0.1; done ;;
multiply)
    # Into 127 processes of one group: each but the last ones makes two more.
    multiply() {
        [ "$1" = 0 ] || { multiply $(($1 - 1)) & multiply $(($1 - 1)) & }
        # Not $$, which is the first one's.
        read -r self _ </proc/self/stat
        echo "$self" >>"$me.born"
        exec sleep 300
    }
    multiply 6 ;;
flood)
    head -c 104857600 /dev/zero | tr '\0' x
    finish 0 ;;
die-by-signal)
    kill -KILL $$ ;;
speak)
    echo "said to nobody"
    echo "ocf-exit-reason:first reason" >&2
    echo "some noise" >&2
    echo "ocf-exit-reason:second reason" >&2
    echo "more noise" >&2
    finish 1 ;;
binary)
    printf '\000\377\376\001garbage\n' >&2
    finish 1 ;;
answer)
    finish "${OCF_RESKEY_code:?}" ;;
leave-zombie)
    # The parent never asks for its dead child, so it stays a zombie as long as the parent lives.
    sh -c 'sh -c "exit 0" & echo $$ >"$1"; exec sleep 300' sh "$me.child" </dev/null >/dev/null 2>&1 &
    finish 0 ;;
esac

case $action in
start) echo "${OCF_RESKEY_mark:-}" >"$me.running"; finish 0 ;;
stop) rm -f "$me.running"; finish 0 ;;
monitor) [ -f "$me.running" ] && finish 0; finish 7 ;;
*) finish 3 ;;
esac
