package io.systole.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.systole.agents.Yard.Ran;
import java.nio.file.Path;

/** Stands for the kernel's table of virtual servers, which few machines of tests have: ipvsadm is another program in the yard. */
final class VirtualServers {
    private VirtualServers() {}

    /** One that does what it is told. */
    static void standIn(Yard yard) {
        standIn(yard, "exit 0");
    }

    /** A table of the kernel in a file: a line for each service and each real server. */
    static void standIn(Yard yard, String ending) {
        Path standIn = yard.file("ipvsadm", """
            #!/bin/sh
            table=%1$s/table
            touch $table
            echo "$*" >> %1$s/told
            what=$1 service=$3 server= weight=1
            while [ $# -gt 0 ]; do
                case $1 in
                    -r) server=$2; shift ;;
                    -w) weight=$2; shift ;;
                esac
                shift
            done
            without() { grep -v -F -e "$1" $table > $table.new; mv $table.new $table; }
            case $what in
                -L) [ -n "%3$s" ] || awk '
                    BEGIN { print "IP Virtual Server version 1.2.1 (size=4096)"; print "Prot LocalAddress:Port Scheduler Flags"
                            print "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn" }
                    NF == 2 { services[++count] = $1 }
                    NF == 3 { servers[$1] = servers[$1] sprintf("  -> %%-26s Masq    %%-6s 0          0\\n", $2, $3) }
                    END { for (i = 1; i <= count; i++) printf "TCP  %%s rr\\n%%s", services[i], servers[services[i]] }' $table ;;
                -A) echo "$service rr" >> $table ;;
                -a | -e) without "$service $server "; echo "$service $server $weight" >> $table ;;
                -d) without "$service $server " ;;
                -D) without "$service " ;;
            esac
            %2$s
            """.formatted(yard.directory(), ending, ending.equals("exit 0") ? "" : "broken"));
        Ran mounted = yard.sh("chmod 755 " + standIn + " && mount --bind " + standIn + " $(readlink -f /usr/sbin/ipvsadm)");
        assertEquals(0, mounted.code(), mounted.output());
    }
}
