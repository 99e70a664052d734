package io.systole.shell.tool;

/** What {@code cibadmin --help} prints and understands. */
final class CibAdminHelp {
    static final OptionText OPTIONS = OptionText.of("""
            cibadmin - read and change the configuration and status as XML
            Usage: cibadmin [command] [options]

            Commands:
             -Q, --query              print (default)
             -C, --create             add below the scope; refused if it exists (108)
             -M, --modify             merge into the element of the same tag and id (105 if there is none, unless -c)
             -R, --replace            put in the place of the element of the same tag and id; <cib>: of everything
             -D, --delete             delete the first match of the XPath, or of the tag and all attributes of the XML
             -d, --delete-all         delete all matches (needs --force)
             -P, --patch              apply a patch as crm_diff makes it
             -B, --bump               raise the epoch
             -E, --erase              empty the configuration and raise admin_epoch (needs --force)
             -u, --upgrade            rewrite the configuration for the newest schema (needs --force)
             -a, --empty              print an empty CIB
             -5, --md5-sum            digest of the XML as Pacemaker keeps it beside its file
             -6, --md5-sum-versioned  digest of the XML as nodes compare it
                 --sync               nothing: copies are kept equal by the DC

            Options:
             -o, --scope=SECTION      configuration, status, nodes, resources, constraints, crm_config, rsc_defaults, op_defaults,
                                      acls, fencing-topology, tags, alerts
             -A, --xpath=XPATH        what the command is about, instead of a scope
             -X, --xml-text=XML       the XML
             -x, --xml-file=FILE      the XML from a file
             -p, --xml-pipe           the XML from standard input
             -c, --allow-create       let --modify add what is not there
             -n, --no-children        print elements without what is in them
             -e, --node-path, --get-node-path
                                      print the paths of what the XPath selects
             -U, --user=USER          with the rights that ACLs give this user (for root and hacluster)
             -S, --show-access[=FORM]
                                      with -Q and -U: everything, with a line wherever what this user may do changes
             -f, --force              do what is dangerous; also without quorum
             -l, --local              accepted: the copy of this node is asked anyway
             -s, --sync-call          accepted: changes are waited for anyway
             -t, --timeout=SECONDS    accepted
             -N, --node=NODE          accepted: the copies of all nodes are equal
             -m, --host=NODE          accepted
             --score                  accepted
            """);

    private CibAdminHelp() {}
}
