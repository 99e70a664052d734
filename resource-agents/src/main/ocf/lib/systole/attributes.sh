# Shared by the agents that tell the cluster something: attributes of this node and promotion scores. Sourced after agent.sh.
# What cannot be told is logged and no failure: the resource itself is well, and the next monitor tells it again.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh

# tool NAME: where the local resource manager says that this tool of the cluster is, in TOOL
tool() {
    TOOL=${HA_SBIN_DIR:-/usr/sbin}/$1
    [ -x "$TOOL" ] || TOOL=$1
}

# tell TOOL ARGUMENT…: runs a tool of the cluster
tell() {
    tool "$1"
    attribute_what=$*
    shift
    attribute_said=$("$TOOL" "$@" 2>&1) && return 0
    log warning "could not tell the cluster ($attribute_what): $attribute_said"
    return 1
}

# set_attribute NAME VALUE DAMPENING: a transient attribute of the node that this agent acts for
set_attribute() {
    tell attrd_updater -n "$1" -U "$2" -d "$3"
}

# set_dampening NAME DAMPENING: an attribute keeps the dampening with which it was made, until this
set_dampening() {
    tell attrd_updater -n "$1" -Y -d "$2"
}

# drop_attribute NAME
drop_attribute() {
    tell attrd_updater -n "$1" -D
}

# set_promotion_score NUMBER: how much the instance on this node wants to be promoted
set_promotion_score() {
    tell crm_attribute -p "$OCF_RESOURCE_INSTANCE" -l reboot -v "$1"
}

drop_promotion_score() {
    tell crm_attribute -p "$OCF_RESOURCE_INSTANCE" -l reboot -D
}

# need_time PARAMETER VALUE: ends the action if it is no span of time such as 5s
need_time() {
    attribute_unit=${2#"${2%%[!0-9]*}"}
    case $2:$attribute_unit in
        [0-9]*: | [0-9]*:ms | [0-9]*:s | [0-9]*:sec | [0-9]*:m | [0-9]*:min | [0-9]*:h) ;;
        *) fail "$OCF_ERR_CONFIGURED" "$1=\"$2\" is not a time; write for example 5s or 500ms" ;;
    esac
}

# need_integer PARAMETER VALUE: ends the action if it is no whole number, which may be negative
need_integer() {
    is_number "${2#-}" || fail "$OCF_ERR_CONFIGURED" "$1=\"$2\" is not a whole number; write for example 100 or -100"
}

# need_attribute_name PARAMETER VALUE: ends the action if rules could not use it
need_attribute_name() {
    case $2 in
        '' | *[!A-Za-z0-9_.#-]*)
            fail "$OCF_ERR_CONFIGURED" "$1=\"$2\" is not the name of an attribute; use letters, digits, and the signs - _ ." ;;
    esac
}
