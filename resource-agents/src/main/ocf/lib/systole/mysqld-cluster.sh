# What the nodes know in common about a replicated database: node attributes, and the promotion score. Sourced by
# mysqld, after attributes.sh.
#
#   RESOURCE-standing  permanent, what the data of a node is worth. Only the primary and whoever is promoted write it, and they
#                      wait until a quorum of the nodes has it on disk. Nothing is acknowledged that contradicts it.
#       primary        has every acknowledged transaction; one node at a time
#       current:LIFE   has every acknowledged transaction too, as long as its server is the one that was looked at: the log of
#                      what was received but not yet carried out does not outlive the server
#       behind         may lack some, and may have some at its end that nobody was told of
#   RESOURCE-life      private, on each node: the life of the server that runs there; forgotten when the node leaves
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2153

SCORE_PRIMARY=1000
SCORE_STANDBY=500

# know_cluster: names of this node, the resource, and the life of the server (empty if none runs)
know_cluster() {
    RESOURCE=${OCF_RESOURCE_INSTANCE%%:*}
    NODE=${OCF_RESKEY_CRM_meta_on_node:-}
    [ -n "$NODE" ] || read -r NODE < /proc/sys/kernel/hostname
    LIFE_FILE=$STATE_FILE.life
    LIFE=
    [ ! -r "$LIFE_FILE" ] || read -r LIFE < "$LIFE_FILE"
}

# standings: of this node in MINE, of the others in OTHERS, a line "node standing" for each that has one
standings() {
    nodes=$(crm_node --list < /dev/null) || fail $OCF_ERR_GENERIC "the cluster does not say which nodes it has; is its daemon running here?"
    MINE=
    OTHERS=
    while read -r number name state; do
        [ -n "$name" ] || continue
        standing=$(crm_attribute --type=nodes --lifetime=forever --node="$name" --name="$RESOURCE-standing" --query --quiet \
            --default=none < /dev/null) \
            || fail $OCF_ERR_GENERIC "the cluster does not say what the data of $name is worth: $standing"
        [ "$standing" != none ] || standing=
        if [ "$name" = "$NODE" ]; then
            MINE=$standing
        elif [ -n "$standing" ]; then
            OTHERS="$OTHERS$name $standing$NEWLINE"
        fi
    done << END
$nodes
END
}

# note_standing NODE STANDING: true when a quorum has it on disk
note_standing() {
    log info "the data of $1 is now: $2"
    crm_attribute --type=nodes --lifetime=forever --node="$1" --name="$RESOURCE-standing" --update="$2" --quiet < /dev/null
}

must_note_standing() {
    note_standing "$1" "$2" || fail $OCF_ERR_GENERIC "the cluster could not write down that the data of $1 is $2, so nothing is changed"
}

# primary_elsewhere: the other node whose data is the primary's, in PRIMARY
primary_elsewhere() {
    PRIMARY=
    while read -r name standing; do
        [ "$standing" != primary ] || PRIMARY=$name
    done << END
$OTHERS
END
    [ -n "$PRIMARY" ]
}

# candidate NODE: whether another node's agent has said that its server may be promoted
candidate() {
    given=$(crm_attribute --promotion="$RESOURCE" --lifetime=reboot --node="$1" --query --quiet --default=0 < /dev/null) || return 1
    is_number "$given" && [ "$given" -gt 0 ]
}

# successor: a node whose server has all acknowledged transactions and could take over now, in SUCCESSOR
successor() {
    SUCCESSOR=
    while read -r name standing; do
        case $standing in
            current:*) ! candidate "$name" || SUCCESSOR=$name ;;
        esac
    done << END
$OTHERS
END
    [ -n "$SUCCESSOR" ]
}

# lives: which servers run on other nodes, in LIVES, a line "node life" for each
lives() {
    LIVES=
    found=$(attrd_updater --query --all --name="$RESOURCE-life" 2> /dev/null)
    while read -r label host value; do
        host=${host#host=\"}
        host=${host%\"}
        value=${value#value=\"}
        value=${value%\"}
        [ -z "$value" ] || [ "$host" = "$NODE" ] || LIVES="$LIVES$host $value$NEWLINE"
    done << END
$found
END
}

# new_life: a server is about to be started; announce_life: it answers; end_life: there is none any more
new_life() {
    read -r LIFE < /proc/sys/kernel/random/uuid
    echo "$LIFE" > "$LIFE_FILE"
}

announce_life() {
    attrd_updater --name="$RESOURCE-life" --node="$NODE" --update="$LIFE" --private < /dev/null
}

end_life() {
    rm -f "$LIFE_FILE"
    attrd_updater --name="$RESOURCE-life" --node="$NODE" --delete < /dev/null > /dev/null 2>&1
    drop_promotion_score
    return 0
}
