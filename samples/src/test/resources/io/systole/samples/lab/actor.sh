#!/bin/sh
# A test agent, promotable, that does what the test orders: the exit code of an action stands in RESOURCE.ACTION, and whoever removes
# RESOURCE.role has ended the resource. All in /run/actor, which every node of the laboratory has for itself.
dir=/run/actor
me=$dir/$OCF_RESOURCE_INSTANCE
mkdir -p $dir
[ "$1" = monitor ] || [ "$1" = meta-data ] || echo "$OCF_RESOURCE_INSTANCE $1" >>$dir/journal
# The test may take an order back at any moment.
ordered=$(cat "$me.$1" 2>/dev/null)
[ -n "$ordered" ] && exit "$ordered"
case $1 in
start)
    echo started >"$me.role"
    [ -z "$OCF_RESKEY_CRM_meta_promoted_max" ] || crm_master -l reboot -v 10 ;;
promote) echo promoted >"$me.role" ;;
demote) echo started >"$me.role" ;;
stop) rm -f "$me.role" ;;
monitor)
    case $(cat "$me.role" 2>/dev/null) in
    started) exit 0 ;;
    promoted) exit 8 ;;
    *) exit 7 ;;
    esac ;;
meta-data)
    cat <<END
<?xml version="1.0"?>
<resource-agent name="Actor" version="1.0"><version>1.1</version>
<longdesc lang="en">Follows orders.</longdesc><shortdesc lang="en">Test agent</shortdesc><parameters/>
<actions><action name="start" timeout="20s"/><action name="stop" timeout="20s"/><action name="monitor" timeout="20s" interval="10s"/>
<action name="promote" timeout="20s"/><action name="demote" timeout="20s"/><action name="meta-data" timeout="5s"/></actions>
</resource-agent>
END
    ;;
*) exit 3 ;;
esac
