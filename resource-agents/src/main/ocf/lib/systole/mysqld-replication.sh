# A primary and its standby: MariaDB's replication with GTIDs and semi-synchronous acknowledgement. Sourced by mysqld.
#
# While the standby is "current" (mysqld-cluster.sh says what that is), the primary acknowledges no transaction before the standby
# has it, however long that takes. A standby that is lost is first written down as "behind", then the primary goes on alone.
# So whoever may be promoted has everything that was ever acknowledged. Every server starts read-only; promote alone lets it write.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2153,SC2154

OCF_RUNNING_PROMOTED=8

replicates() {
    [ -n "$OCF_RESKEY_replication_user" ]
}

need_roles() {
    replicates || fail $OCF_ERR_UNIMPLEMENTED "a server without replication_user has no roles; set it to make a promotable clone"
}

validate_replication() {
    need_number replica_timeout "$OCF_RESKEY_replica_timeout"
    if ! replicates; then
        [ "${OCF_RESKEY_CRM_meta_promoted_max:-0}" = 0 ] \
            || fail $OCF_ERR_CONFIGURED "a promotable clone needs replication_user and replication_passwd; set them, or take promotable=true away"
        return 0
    fi
    validate_clone
    [ -n "$OCF_RESKEY_replication_passwd" ] || fail $OCF_ERR_CONFIGURED "replication_user is set and replication_passwd is not; set it too"
    [ "${OCF_RESKEY_CRM_meta_clone_max:-2}" -le 2 ] \
        || fail $OCF_ERR_CONFIGURED "the replication has one primary and one standby, and clone-max=$OCF_RESKEY_CRM_meta_clone_max; set clone-max=2"
    [ "${OCF_RESKEY_CRM_meta_promoted_max:-1}" -le 1 ] \
        || fail $OCF_ERR_CONFIGURED "only one server may be the primary, and promoted-max=$OCF_RESKEY_CRM_meta_promoted_max; set promoted-max=1"
    for pair in $OCF_RESKEY_replication_hosts; do
        case $pair in
            ?*=?*) ;;
            *) fail $OCF_ERR_CONFIGURED "replication_hosts has \"$pair\"; write node=address, for example n1=10.0.0.1 n2=10.0.0.2" ;;
        esac
    done
    find_files
    is_mariadb || fail $OCF_ERR_INSTALLED "the replication is made for MariaDB 10.6 or later, and $SERVER is none; install MariaDB, or unset replication_user"
}

# --- asking servers -----------------------------------------------------------------------------------------------------

# sql STATEMENTS [OPTION]: on our server. Statements go through a pipe and passwords through the environment: command lines are public.
sql() {
    printf '%s\n' "$1" | MYSQL_PWD=$OCF_RESKEY_admin_passwd "$CLIENT" --no-defaults --batch --skip-column-names --connect-timeout=10 \
        --user="$OCF_RESKEY_admin_user" --socket="$OCF_RESKEY_socket" ${2:+"$2"} 2>&1
}

# sql_there NODE STATEMENTS [OPTION]: on the server of another node, which may be out of reach
sql_there() {
    printf '%s\n' "$2" | MYSQL_PWD=$OCF_RESKEY_replication_passwd timeout 5 "$CLIENT" --no-defaults --batch --skip-column-names \
        --connect-timeout=2 --user="$OCF_RESKEY_replication_user" --host="$(host_of "$1")" --port="${OCF_RESKEY_port:-3306}" \
        ${3:+"$3"} 2>&1
}

must_sql() {
    ANSWER=$(sql "$1") && return 0
    error_in "$ANSWER"
    fail $OCF_ERR_GENERIC "$2: $ERROR"
}

# error_in OUTPUT: what the client complained of, in ERROR. It repeats the statement, which may have the password.
error_in() {
    ERROR=
    while IFS= read -r line; do
        case $line in
            ERROR*) ERROR=$line ;;
        esac
    done << END
$1
END
    case $ERROR in
        *"$OCF_RESKEY_replication_passwd"*) ERROR='the server complained, and its words are not told since the password is among them' ;;
    esac
}

host_of() {
    for pair in $OCF_RESKEY_replication_hosts; do
        if [ "${pair%%=*}" = "$1" ]; then
            echo "${pair#*=}"
            return 0
        fi
    done
    echo "$1"
}

# quoted TEXT: as a string of SQL
quoted() {
    printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e "s/'/''/g" -e "1s/^/'/" -e "\$s/\$/'/"
}

writable() {
    ANSWER=$(sql 'SELECT @@GLOBAL.read_only') || fail $OCF_ERR_GENERIC "the server does not say whether it takes writes: $ANSWER"
    [ "$ANSWER" = 0 ]
}

position() {
    POSITION=$(sql 'SELECT @@GLOBAL.gtid_current_pos') || fail $OCF_ERR_GENERIC "the server does not tell its position: $POSITION"
}

# covers HAS WANTED: whether one position contains the other. A position has one GTID (domain-server-sequence) for each domain.
covers() {
    agent_ifs=$IFS
    IFS=,
    for wanted in $2; do
        enough=
        for has in $1; do
            [ "${has%%-*}" != "${wanted%%-*}" ] || [ "${has##*-}" -lt "${wanted##*-}" ] || enough=1
        done
        if [ -z "$enough" ]; then
            IFS=$agent_ifs
            return 1
        fi
    done
    IFS=$agent_ifs
}

# replica_status COMMAND…: what a server says of what it replicates; all empty if it replicates nothing
replica_status() {
    SOURCE='' IO_RUNNING='' IO_ERRNO='' IO_ERROR='' SQL_RUNNING='' SQL_ERROR='' SQL_STATE='' RECEIVED='' CARRIED_OUT=''
    row=$("$@" 'SELECT @@GLOBAL.gtid_current_pos AS Carried_Out\G SHOW SLAVE STATUS\G' --column-names) || { ANSWER=$row; return 1; }
    while read -r name value; do
        case $name in
            Carried_Out:) CARRIED_OUT=$value ;;
            Master_Host:) SOURCE=$value ;;
            Slave_IO_Running:) IO_RUNNING=$value ;;
            Slave_SQL_Running:) SQL_RUNNING=$value ;;
            Last_IO_Errno:) IO_ERRNO=$value ;;
            Last_IO_Error:) IO_ERROR=$value ;;
            Last_SQL_Error:) SQL_ERROR=$value ;;
            Gtid_IO_Pos:) RECEIVED=$value ;;
            Slave_SQL_Running_State:) SQL_STATE=$value ;;
        esac
    done << END
$row
END
}

# --- the standby --------------------------------------------------------------------------------------------------------

# follow NODE: our server replicates from that node's. One that does already is left alone: a start from rest throws away what was
# received and not yet carried out.
follow() {
    source=$(host_of "$1")
    replica_status sql || fail $OCF_ERR_GENERIC "the server does not say what it replicates: $ANSWER"
    if [ "$SOURCE" = "$source" ] && [ "$SQL_RUNNING" = Yes ]; then
        [ "$IO_RUNNING" != No ] || refused_by_primary "$1" || must_sql 'START SLAVE IO_THREAD' "cannot go on replicating from $1"
        return 0
    fi
    log info "replicates from $1 ($source) from now on"
    must_sql "SET GLOBAL read_only = 1; STOP SLAVE; SET GLOBAL gtid_slave_pos = @@GLOBAL.gtid_current_pos;
        CHANGE MASTER TO MASTER_HOST = $(quoted "$source"), MASTER_PORT = ${OCF_RESKEY_port:-3306}, MASTER_CONNECT_RETRY = 1,
        MASTER_HEARTBEAT_PERIOD = 2, MASTER_USER = $(quoted "$OCF_RESKEY_replication_user"),
        MASTER_PASSWORD = $(quoted "$OCF_RESKEY_replication_passwd"), MASTER_USE_GTID = slave_pos; START SLAVE;" \
        "cannot begin to replicate from $1"
}

# refused_by_primary NODE: ends the action, or has a start clone, if the primary's log does not go on where our data end
refused_by_primary() {
    [ "$IO_ERRNO" = 1236 ] || return 1
    case $IO_ERROR in
        *diverged* | *"not in the master's binlog"*) why="this node has transactions that the primary on $1 lacks, so it does not replicate" ;;
        *) why="the primary on $1 has no more what this node needs to catch up" ;;
    esac
    [ -z "${STARTING:-}" ] || [ -n "${CLONED:-}" ] || ! clones || clone_anew "$1" "$why: $IO_ERROR"
    fail $OCF_ERR_ARGS "$why: $IO_ERROR; save what is only here, then put $OCF_RESKEY_datadir aside and clone the primary's data, \
or let the start do both with on_divergence=clone"
}

# tend_standby: follows the primary, and says whether this server may be promoted
tend_standby() {
    [ -n "$LIFE" ] || new_life
    announce_life
    standings
    if primary_elsewhere; then
        follow "$PRIMARY"
        replica_status sql || fail $OCF_ERR_GENERIC "the server does not say what it replicates: $ANSWER"
        [ "$IO_RUNNING" != No ] || refused_by_primary "$PRIMARY" || log warning "does not receive from $PRIMARY: $IO_ERROR"
        [ "$SQL_RUNNING" = Yes ] || { drop_promotion_score; fail $OCF_ERR_GENERIC "cannot carry out what comes from $PRIMARY: $SQL_ERROR"; }
    fi
    case $MINE in
        primary) set_promotion_score $SCORE_PRIMARY ;;
        "current:$LIFE") set_promotion_score $SCORE_STANDBY ;;
        '')
            # Nobody has ever been promoted: whoever has most, as far as small numbers can tell; promote looks again.
            if [ -n "$OTHERS" ]; then
                drop_promotion_score
            else
                position
                most=${POSITION##*-}
                [ "${most:-0}" -lt 400 ] || most=400
                set_promotion_score $((most + 1))
            fi
            ;;
        *) drop_promotion_score ;;
    esac
    return 0
}

# --- the primary --------------------------------------------------------------------------------------------------------

# semi_sync: whether acknowledgement waits for a standby (SEMI_SYNC), how many are connected, how many transactions wait, how many
# were confirmed
semi_sync() {
    ANSWER=$(sql "SELECT @@GLOBAL.rpl_semi_sync_master_enabled; SHOW GLOBAL STATUS WHERE Variable_name IN
        ('Rpl_semi_sync_master_clients', 'Rpl_semi_sync_master_wait_sessions', 'Rpl_semi_sync_master_yes_tx')") \
        || fail $OCF_ERR_GENERIC "the server does not tell the state of its replication: $ANSWER"
    SEMI_SYNC=0 CLIENTS=0 WAITING=0 CONFIRMED=0
    while read -r name value; do
        case $name in
            Rpl_semi_sync_master_clients) CLIENTS=$value ;;
            Rpl_semi_sync_master_wait_sessions) WAITING=$value ;;
            Rpl_semi_sync_master_yes_tx) CONFIRMED=$value ;;
            ?) SEMI_SYNC=$name ;;
        esac
    done << END
$ANSWER
END
}

# confirming: whether the standby confirms what waits for it; it has replica_timeout for that
confirming() {
    now
    limit=$((NOW + OCF_RESKEY_replica_timeout))
    confirmed=$CONFIRMED
    while [ "$SEMI_SYNC" = 1 ]; do
        [ "$CLIENTS" = 0 ] || [ "$WAITING" != 0 ] || return 0
        [ "$CONFIRMED" = "$confirmed" ] || return 0
        before "$limit" || return 1
        pause
        semi_sync
    done
    return 1
}

# tend_primary: sees to it that a standby confirms, or that we go on without it
tend_primary() {
    set_promotion_score $SCORE_PRIMARY
    lives
    standings
    stay_primary
    semi_sync
    while read -r name standing; do
        life=${standing#current:}
        case $standing$NEWLINE$LIVES in
            current:*"$NEWLINE$name $life$NEWLINE"*) ! confirming || return 0 ;;
        esac
    done << END
$OTHERS
END
    go_alone
    grant_clone
    while read -r name life; do
        [ -z "$name" ] || ! take_in "$name" "$life" || return 0
    done << END
$LIVES
END
}

# stay_primary: that our data are the primary's stands in the cluster, also after its configuration was replaced by one that did not
# have it; if another node's are, somebody has promoted that one
stay_primary() {
    case $MINE in
        primary) return 0 ;;
        '')
            if ! primary_elsewhere; then
                must_note_standing "$NODE" primary
                return 0
            fi
            ;;
    esac
    fail $OCF_ERR_GENERIC "the data of this node are not the primary's any more (${MINE:-unknown}), so it must not take writes"
}

# go_alone: nobody else may be promoted any more; only then are transactions acknowledged without a standby
go_alone() {
    while read -r name standing; do
        case $standing in
            current:* | primary) must_note_standing "$name" behind ;;
        esac
    done << END
$OTHERS
END
    must_sql 'SET GLOBAL rpl_semi_sync_master_enabled = 0' 'cannot go on without a standby'
}

# take_in NODE LIFE: if that server is as far as we are, nothing is acknowledged without it from now on
take_in() {
    peer=$1
    position
    received "$peer" "$POSITION" 2 || return 1
    must_sql 'SET GLOBAL rpl_semi_sync_master_enabled = 1' 'cannot wait for the standby'
    # What was acknowledged until now it must have; from now on it does.
    position
    semi_sync
    if [ "$CLIENTS" != 0 ] && received "$peer" "$POSITION" "$OCF_RESKEY_replica_timeout"; then
        # If it is not known whether that was written down we go on waiting for the standby; the next monitor tries again.
        note_standing "$peer" "current:$2" || log warning "it is not known whether the cluster has written that down"
        return 0
    fi
    must_sql 'SET GLOBAL rpl_semi_sync_master_enabled = 0' 'cannot go on without a standby'
    return 1
}

# received NODE POSITION SECONDS: whether that standby gets so far
received() {
    now
    limit=$((NOW + $3))
    while :; do
        replica_status sql_there "$1" || { log info "the server of $1 does not say how far it is: $ANSWER"; return 1; }
        [ "$IO_RUNNING" = Yes ] && [ "$SQL_RUNNING" = Yes ] && [ "$SOURCE" = "$(host_of "$NODE")" ] || return 1
        ! covers "$RECEIVED" "$2" || return 0
        before "$limit" || return 1
        pause
    done
}

# --- actions ------------------------------------------------------------------------------------------------------------

# before_launch: what the server must be told, in REPLICATION. Our own data decides: what a former primary has written at its end and
# no standby has confirmed is not in the data of who took over, nobody was told of it, and it is taken back.
before_launch() {
    drop_promotion_score
    standings
    step_back
    REPLICATION="--read-only=1 --skip-slave-start --log-slave-updates=1 --gtid-strict-mode=1 --sync-binlog=1
        --innodb-flush-log-at-trx-commit=1 --rpl-semi-sync-master-wait-point=AFTER_SYNC --rpl-semi-sync-master-timeout=4294967295
        --rpl-semi-sync-master-enabled=0 --rpl-semi-sync-slave-enabled=1"
    case $MINE:${OTHERS:+others} in
        behind:* | :others) REPLICATION="$REPLICATION --init-rpl-role=SLAVE" ;;
    esac
    configured log_bin || REPLICATION="$REPLICATION --log-bin=binlog"
    configured relay_log || REPLICATION="$REPLICATION --relay-log=relay"
    configured binlog_format || REPLICATION="$REPLICATION --binlog-format=ROW"
    configured server_id || REPLICATION="$REPLICATION --server-id=$(server_id)"
    new_life
}

# server_id: must differ between the servers; the name of the node does
server_id() {
    sum=$(printf '%s' "$NODE" | cksum)
    echo "${sum%% *}"
}

# step_back: a primary whose server has died leaves its place to a standby that has everything. Nothing that it wrote since is
# missed, for nothing was acknowledged without the standby.
step_back() {
    [ "$MINE" = primary ] && successor || return 0
    log info "the server died; $SUCCESSOR has every acknowledged transaction and takes over"
    must_note_standing "$NODE" behind
    drop_promotion_score
    MINE=behind
}

after_start() {
    STARTING=1
    finish_clone
    ! writable || must_sql 'SET GLOBAL read_only = 1' 'cannot end writes'
    tend_standby
    primary_elsewhere || return 0
    # A server that the primary refuses must not count as started.
    now
    limit=$((NOW + 5))
    while replica_status sql && [ "$IO_RUNNING" != Yes ] && before "$limit"; do
        refused_by_primary "$PRIMARY" || pause
    done
}

promote() {
    need_roles
    know_cluster
    find_files
    running || fail $OCF_NOT_RUNNING "the server does not run, so it cannot be promoted"
    ! writable || return $OCF_SUCCESS
    standings
    case $MINE in
        primary | "current:$LIFE") ;;
        '') first_primary ;;
        *)
            drop_promotion_score
            fail $OCF_ERR_GENERIC "this node may lack acknowledged transactions (its data is $MINE), so it is not promoted; \
bring back the node whose data is primary. To lose them: crm_attribute -t nodes -l forever -N $NODE -n $RESOURCE-standing -v primary"
            ;;
    esac
    nobody_writes
    [ -z "$MINE" ] || carry_out_all
    must_sql 'STOP SLAVE; RESET SLAVE ALL' 'cannot end the replication'
    [ "$MINE" = primary ] || must_note_standing "$NODE" primary
    # Nobody else may be promoted while we acknowledge alone. The standby is taken in again when it has followed us.
    go_alone
    must_sql 'SET GLOBAL read_only = 0' 'cannot take writes'
    has_user || make_user
    grant_clone
    set_promotion_score $SCORE_PRIMARY
    return $OCF_SUCCESS
}

# nobody_writes: the last look before we do; a server that does not answer is none of whom the cluster knows more
nobody_writes() {
    lives
    while read -r name life; do
        [ -n "$name" ] && said=$(sql_there "$name" 'SELECT @@GLOBAL.read_only') || continue
        [ "$said" != 0 ] || fail $OCF_ERR_GENERIC "the server of $name takes writes, and only one may; nothing is promoted here"
    done << END
$LIVES
END
}

# first_primary: nobody has ever been promoted; the node with most must be the first
first_primary() {
    [ -z "$OTHERS" ] || fail $OCF_ERR_GENERIC "this node has never replicated, and another one has been promoted before; nothing is promoted here"
    position
    mine=$POSITION
    lives
    while read -r name life; do
        [ -n "$name" ] && replica_status sql_there "$name" || continue
        covers "$mine" "$CARRIED_OUT" || fail $OCF_ERR_GENERIC "the server of $name has transactions ($CARRIED_OUT) that this one lacks ($mine)"
    done << END
$LIVES
END
}

# carry_out_all: what was received; the primary has acknowledged it
carry_out_all() {
    replica_status sql || fail $OCF_ERR_GENERIC "the server does not say what it replicates: $ANSWER"
    [ "$MINE" != primary ] || [ "$SQL_RUNNING" = Yes ] || return 0
    must_sql 'STOP SLAVE IO_THREAD' 'cannot end the replication'
    quiet=0
    while replica_status sql; do
        [ "$SQL_RUNNING" = Yes ] || fail $OCF_ERR_GENERIC "cannot carry out what was received from $SOURCE: $SQL_ERROR"
        ! covers "$CARRIED_OUT" "$RECEIVED" || return 0
        # The end of the log may be half a transaction, which nobody was told of.
        case $SQL_STATE in
            'Slave has read all relay log'*) [ "$CARRIED_OUT" != "${last:-}" ] && quiet=0 || quiet=$((quiet + 1)) ;;
        esac
        last=$CARRIED_OUT
        [ $quiet -lt 20 ] || return 0
        pause
    done
    fail $OCF_ERR_GENERIC "the server does not say what it replicates: $ANSWER"
}

has_user() {
    [ "$(sql "SELECT COUNT(*) FROM mysql.global_priv WHERE User = $(quoted "$OCF_RESKEY_replication_user")")" != 0 ]
}

# make_user: known by a hash of its password, so that no binary log has the password itself
make_user() {
    log info "making the database user $OCF_RESKEY_replication_user for the replication"
    must_sql "SELECT PASSWORD($(quoted "$OCF_RESKEY_replication_passwd"))" 'cannot make the user for the replication'
    user=$(quoted "$OCF_RESKEY_replication_user")
    must_sql "CREATE USER $user@'%' IDENTIFIED BY PASSWORD '$ANSWER'; GRANT REPLICATION SLAVE, SLAVE MONITOR ON *.* TO $user@'%'" \
        'cannot make the user for the replication'
}

demote() {
    need_roles
    know_cluster
    find_files
    # What does not run takes no writes; the monitor says what became of it.
    running || return $OCF_SUCCESS
    ! writable || must_sql 'SET GLOBAL read_only = 1' 'cannot end writes'
    return $OCF_SUCCESS
}

notify() {
    replicates || return $OCF_SUCCESS
    know_cluster
    find_files
    running && asked || return $OCF_SUCCESS
    event=${OCF_RESKEY_CRM_meta_notify_type:-}-${OCF_RESKEY_CRM_meta_notify_operation:-}
    if ! writable; then
        [ "$event" != post-promote ] || tend_standby
        return $OCF_SUCCESS
    fi
    case $event in
        pre-stop)
            standings
            while read -r name standing; do
                case " ${OCF_RESKEY_CRM_meta_notify_stop_uname:-} $NEWLINE$standing" in
                    *" $name "*"$NEWLINE"current:*) go_alone ;;
                esac
            done << END
$OTHERS
END
            ;;
        post-start | post-stop | post-promote) tend_primary ;;
    esac
    return $OCF_SUCCESS
}

# watch: what a monitor of a server that answers does for the replication; its exit code says the role
watch() {
    replicates || return $OCF_SUCCESS
    if writable; then
        is_probe || tend_primary
        return $OCF_RUNNING_PROMOTED
    fi
    is_probe || tend_standby
    return $OCF_SUCCESS
}
