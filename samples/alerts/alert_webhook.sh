#!/bin/sh
# Posts each alert as JSON to a URL: chats (Mattermost, Slack and their like show "text"), incident services, something of your own.
#
#   crm configure alert chat /opt/systole/samples/alerts/alert_webhook.sh \
#       attributes headers=/etc/systole/webhook.headers select nodes fencing to https://chat.example.com/hooks/abc
#
# recipient   the URL; not visible in the process list, so that it may be secret
# attributes  headers    a file with headers to send, one a line ("Authorization: Bearer ..."); readable by hacluster, not by others
#             max_time   seconds after which it is given up; 20 without, which is less than the cluster allows
#
# Exit codes are those of curl: 22 for an answer of 400 or more, 28 for a timeout. Needs the package curl.

. "${0%/*}/sentence.sh"

if [ -z "$CRM_alert_recipient" ]; then
    echo "this alert has no recipient: name the URL"
    exit 0
fi
[ -n "$sentence" ] || exit 0

# Text inside the quotes of JSON, and of a file with options for curl.
quoted() {
    one_line "$1" | sed 's/[\\"]/\\&/g'
}

{
    printf '{"text":"%s","severity":"%s"' "$(quoted "$sentence")" "$severity"
    for name in kind node nodeid node_sequence timestamp timestamp_epoch timestamp_usec version desc task rc rsc interval status \
        target_rc exec_time attribute_name attribute_value; do
        eval "value=\${CRM_alert_$name:-}"
        [ -z "$value" ] || printf ',"%s":"%s"' "$name" "$(quoted "$value")"
    done
    printf '}\n'
} | curl --silent --show-error --fail --max-time "${max_time:-20}" --output /dev/null \
    --header 'Content-Type: application/json' ${headers:+--header "@$headers"} --data-binary @- --config /dev/fd/3 3<<CONFIG
url = "$(quoted "$CRM_alert_recipient")"
CONFIG
