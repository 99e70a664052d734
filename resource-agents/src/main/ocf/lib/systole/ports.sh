# Who listens on a port: sourced only when a start has failed, so that monitors need not read it.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh

# port_holders PORT: what to add to the reason of a start that could not bind to it; nothing if nobody listens there any more
port_holders() {
    port_inodes=$(awk -v port="$(printf ':%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10 }' \
        /proc/net/tcp /proc/net/tcp6 2> /dev/null | sort -u)
    [ -n "$port_inodes" ] || return 0
    port_names= port_found=
    for port_inode in $port_inodes; do
        for port_entry in $(find /proc/[0-9]*/fd -lname "socket:\[$port_inode\]" 2> /dev/null); do
            port_pid=${port_entry#/proc/}
            port_pid=${port_pid%%/*}
            case " $port_found " in
                *" $port_pid "*) continue ;;
            esac
            port_found="$port_found $port_pid"
            read -r port_comm 2> /dev/null < "/proc/$port_pid/comm" || port_comm=?
            port_names="$port_names $port_comm($port_pid)"
        done
    done
    # Workers share the socket of their parent: three names are enough to know whose they are.
    # shellcheck disable=SC2086
    set -- "$1" $port_names
    port_more=
    [ $# -le 4 ] || port_more=" and $(($# - 4)) more"
    echo "; port $1 is held by ${2:-a process of another container or user}${3:+ $3}${4:+ $4}$port_more: stop it, or change the port"
}
