#!/bin/sh
# A test agent that does everything a resource can do, writes down how it was called and does what the test orders besides.
# OCF_RESKEY_book is a directory for all nodes: "calls" has a line for each call but for monitors, with the variables that count
# behind it, and NODE.RESOURCE.ACTION is a piece of shell that is done first. What runs is a file of the node.
node=$OCF_RESKEY_CRM_meta_on_node
role=$HA_RSCTMP/$OCF_RESOURCE_INSTANCE.role
case $1 in
monitor | meta-data) ;;
*)
    variables=$(env -0 | grep -z '^OCF_RESKEY_\(CRM_meta_\|port=\|level=\)' | tr '\0' '\036')
    printf '%s\036%s\n' "$node $OCF_RESOURCE_INSTANCE $1" "$variables" >>"$OCF_RESKEY_book/calls"
    ;;
esac
order=$OCF_RESKEY_book/$node.$OCF_RESOURCE_INSTANCE.$1
[ -n "$node" ] && [ -f "$order" ] && . "$order"
case $1 in
start | migrate_from | demote) echo started >"$role" ;;
promote) echo promoted >"$role" ;;
stop) rm -f "$role" ;;
migrate_to | notify | reload | reload-agent) ;;
monitor)
    case $(cat "$role" 2>/dev/null) in
    started) exit 0 ;;
    promoted) exit 8 ;;
    *) exit 7 ;;
    esac
    ;;
meta-data)
    # Version 1.0 of the standard has its own words for a reload, and for what needs none.
    case $OCF_RESOURCE_TYPE in
    OldChronicler) version=1.0 reload=reload port='unique="1"' level='unique="0"' ;;
    *) version=1.1 reload=reload-agent port='reloadable="0"' level='reloadable="1"' ;;
    esac
    cat <<END
<?xml version="1.0"?>
<resource-agent name="$OCF_RESOURCE_TYPE" version="1"><version>$version</version>
<longdesc lang="en">Writes down how it is called.</longdesc><shortdesc lang="en">Test agent</shortdesc>
<parameters>
<parameter name="book" required="1" unique="1"><content type="string"/></parameter>
<parameter name="text" unique="1"><content type="string"/></parameter>
<parameter name="port" $port><content type="integer" default="80"/></parameter>
<parameter name="level" $level><content type="integer" default="1"/></parameter>
</parameters>
<actions><action name="start" timeout="20s"/><action name="stop" timeout="20s"/><action name="monitor" timeout="20s" interval="10s"/>
<action name="promote" timeout="20s"/><action name="demote" timeout="20s"/><action name="notify" timeout="20s"/>
<action name="migrate_to" timeout="20s"/><action name="migrate_from" timeout="20s"/><action name="$reload" timeout="20s"/>
<action name="meta-data" timeout="5s"/></actions>
</resource-agent>
END
    ;;
*) exit 3 ;;
esac
