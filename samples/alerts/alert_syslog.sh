#!/bin/sh
# Writes each alert into the system log, or the journal, with a priority by which it can be found and passed on.
#
#   crm configure alert syslog /opt/systole/samples/alerts/alert_syslog.sh
#
# recipient   the facility, such as local3; daemon without one
# attributes  tag   the name before each line; systole-alert without one

. "${0%/*}/sentence.sh"

[ -n "$sentence" ] || exit 0
exec logger -t "${tag:-systole-alert}" -p "${CRM_alert_recipient:-daemon}.$severity" -- "$sentence"
