#!/bin/sh
# Sends a mail for each alert through the sendmail of this machine (postfix, exim, nullmailer, msmtp-mta... all have one).
#
#   crm configure alert mail /opt/systole/samples/alerts/alert_mail.sh select nodes fencing to admin@example.com
#
# recipient   the address
# attributes  email_sender    who sends it; without one whom sendmail takes
#             sendmail_path   /usr/sbin/sendmail without one
#
# Without "select nodes fencing" each start and stop of a resource is a mail.

. "${0%/*}/sentence.sh"

if [ -z "$CRM_alert_recipient" ]; then
    echo "this alert has no recipient: name the address"
    exit 0
fi
[ -n "$sentence" ] || exit 0
sender=$(one_line "${email_sender:-}")
{
    printf 'To: %s\n' "$(one_line "$CRM_alert_recipient")"
    [ -z "$sender" ] || printf 'From: %s\n' "$sender"
    printf 'Subject: [cluster] %s\n' "$sentence"
    printf 'Auto-Submitted: auto-generated\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n'
    printf '%s\n\nIt happened at %s, as %s has it.\n\n' "$sentence" "$CRM_alert_timestamp" "$(uname -n)"
    env | sed -n 's/^CRM_alert_//p' | sort
} | "${sendmail_path:-/usr/sbin/sendmail}" -i ${sender:+-f "$sender"} -- "$CRM_alert_recipient"
