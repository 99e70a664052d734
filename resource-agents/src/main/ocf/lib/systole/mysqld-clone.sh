# A standby's data made anew from the primary's, when they do not lead on to them. Sourced by mysqld.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2153,SC2154

# What a clone needs to read, beyond what a standby needs.
CLONE_PRIVILEGES='SELECT, SHOW VIEW, TRIGGER, EVENT, LOCK TABLES, RELOAD, PROCESS, BINLOG MONITOR'

clones() {
    [ "$OCF_RESKEY_on_divergence" = clone ]
}

validate_clone() {
    case $OCF_RESKEY_on_divergence in
        refuse) ;;
        clone) need_program mariadb-dump "on_divergence=clone needs it" ;;
        *) fail $OCF_ERR_CONFIGURED "on_divergence=\"$OCF_RESKEY_on_divergence\" is not known; write refuse or clone" ;;
    esac
}

# A clone that was not finished: its data are of no use, and replicating into them would look as if they were.
clone_mark() {
    CLONE_MARK=$OCF_RESKEY_datadir/systole-clone-unfinished
}

# drop_unfinished_clone: before a server is started on it
drop_unfinished_clone() {
    clone_mark
    [ -e "$CLONE_MARK" ] || return 0
    log info "the clone in $OCF_RESKEY_datadir was not finished; making it anew"
    rm -rf "$OCF_RESKEY_datadir"
    make_clone_directory
}

make_clone_directory() {
    fill_data_directory
    : > "$CLONE_MARK"
}

# clone_anew NODE REASON: puts our data aside, copies that node's and ends the start
clone_anew() {
    aside=$OCF_RESKEY_datadir.$(date -u +%Y%m%d-%H%M%S)
    log warning "$2; putting the data aside as $aside and cloning those of $1"
    ! running || end_server 30
    mv "$OCF_RESKEY_datadir" "$aside" \
        || fail $OCF_ERR_GENERIC "cannot put $OCF_RESKEY_datadir aside as $aside (a mount point cannot be renamed: use a directory below it)"
    clone_mark
    make_clone_directory
    launch
    await_answer
    after_start
    exit $OCF_SUCCESS
}

# finish_clone: into the server that runs here, which has nothing yet; the copy itself says where the replication begins
finish_clone() {
    clone_mark
    [ -e "$CLONE_MARK" ] || return 0
    standings
    primary_elsewhere || fail $OCF_ERR_GENERIC "the clone is not finished, and there is no primary from which it could be"
    {
        MYSQL_PWD=$OCF_RESKEY_replication_passwd mariadb-dump --no-defaults --user="$OCF_RESKEY_replication_user" \
            --host="$(host_of "$PRIMARY")" --port="${OCF_RESKEY_port:-3306}" --single-transaction --gtid --master-data=1 \
            --all-databases --routines --events --triggers --flush-privileges --hex-blob 2> "$STATE_FILE.clone" \
            || echo 'the copy is not complete;'
    } | MYSQL_PWD=$OCF_RESKEY_admin_passwd "$CLIENT" --no-defaults --batch --user="$OCF_RESKEY_admin_user" \
        --socket="$OCF_RESKEY_socket" --init-command='SET SESSION sql_log_bin = 0' 2>> "$STATE_FILE.clone" \
        || fail $OCF_ERR_GENERIC "cannot clone the data of $PRIMARY: $(cat "$STATE_FILE.clone")"
    rm -f "$CLONE_MARK" "$STATE_FILE.clone"
    log info "the data are a clone of those of $PRIMARY"
    CLONED=1
}

# grant_clone: on a primary that waits for no standby, else this could wait for ever for the one that is to be cloned
grant_clone() {
    clones || return 0
    user=$(quoted "$OCF_RESKEY_replication_user")
    must_sql "SELECT COUNT(*) FROM mysql.user WHERE User = $user AND Host = '%' AND Reload_priv = 'Y'" \
        "the server does not say what $OCF_RESKEY_replication_user may do"
    [ "$ANSWER" = 0 ] || return 0
    must_sql "GRANT $CLONE_PRIVILEGES ON *.* TO $user@'%'" "cannot let $OCF_RESKEY_replication_user read everything"
}
