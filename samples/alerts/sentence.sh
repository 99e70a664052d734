#!/bin/sh
# Read by the sample alert programs beside this file; not to be run by itself. Copy it along with them.
#
# Makes of the variables of an alert
#   sentence   what has happened, on one line; empty if it is not worth a word
#   severity   debug, info, notice, warning, err or crit, as syslog has them
#
# The variables are listed in doc/alerts.md. A later version may send alerts of kinds that are not known here: they are told as they are.

: "${CRM_alert_kind:=}" "${CRM_alert_node:=}" "${CRM_alert_desc:=}" "${CRM_alert_task:=}" "${CRM_alert_rc:=}" "${CRM_alert_rsc:=}"
: "${CRM_alert_interval:=}" "${CRM_alert_target_rc:=}" "${CRM_alert_status:=}" "${CRM_alert_timestamp:=}"
: "${CRM_alert_attribute_name:=}" "${CRM_alert_attribute_value:=}" "${CRM_alert_recipient:=}" "${CRM_alert_node_sequence:=}"

# Text on one line: nobody shall forge a second line, or a mail header, with a value that has one.
one_line() {
    printf '%s' "$1" | tr '\000-\037\177' ' '
}

sentence=
severity=info
case $CRM_alert_kind in
    '')
        echo "$0: this is an alert program; the cluster runs it, see doc/alerts.md" >&2
        exit 64
        ;;
    node)
        sentence="node $CRM_alert_node is now $CRM_alert_desc"
        [ "$CRM_alert_desc" = member ] && severity=notice || severity=err
        ;;
    fencing)
        sentence="fencing: $CRM_alert_desc"
        [ "$CRM_alert_rc" = 0 ] && severity=warning || severity=crit
        ;;
    resource)
        operation=$CRM_alert_task
        [ "$CRM_alert_interval" = 0 ] || operation="$operation (every $CRM_alert_interval ms)"
        sentence="$operation of $CRM_alert_rsc on $CRM_alert_node: $CRM_alert_desc"
        if [ "$CRM_alert_status" = 1 ]; then
            # A monitor that the cluster itself has ended, before a stop for example.
            sentence=
        elif [ "$CRM_alert_status" != 0 ] || [ "$CRM_alert_rc" != "$CRM_alert_target_rc" ]; then
            sentence="$sentence (exit code $CRM_alert_rc instead of $CRM_alert_target_rc)"
            severity=err
        fi
        ;;
    attribute)
        if [ -n "$CRM_alert_attribute_value" ]; then
            sentence="attribute $CRM_alert_attribute_name of $CRM_alert_node is now $CRM_alert_attribute_value"
        else
            sentence="attribute $CRM_alert_attribute_name of $CRM_alert_node was deleted"
        fi
        ;;
    *)
        sentence="$CRM_alert_kind of $CRM_alert_node: $CRM_alert_desc"
        ;;
esac
sentence=$(one_line "$sentence")
