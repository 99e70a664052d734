#!/bin/sh
# Appends a line to a file for each alert.
#
#   crm configure alert journal /opt/systole/samples/alerts/alert_file.sh to /var/log/cluster/alerts.log
#
# recipient   the file; the user hacluster must be able to write it (if this machine has that user: alert programs run as it)

. "${0%/*}/sentence.sh"

if [ -z "$CRM_alert_recipient" ]; then
    echo "this alert has no recipient: name the file, an absolute path"
    exit 0
fi
[ -n "$sentence" ] || exit 0
# One write for the whole line, so that lines of two programs do not mix.
printf '%s %s: %s\n' "$(one_line "$CRM_alert_timestamp")" "$severity" "$sentence" >> "$CRM_alert_recipient"
