package io.systole.shell.tool;

/** What {@code crm_resource --help} prints and understands. */
final class CrmResourceOptions {
    static final OptionText OPTIONS = OptionText.of("""
            crm_resource - look at resources, move them, change them, and bypass the cluster
            Usage: crm_resource COMMAND [-r RESOURCE] [options]

            Questions:
             -L, --list                      all resources and their state
             -l, --list-raw                  the names of all primitives and instances
             -O, --list-operations           active operations; of one resource or node only with -r, -N
             -o, --list-all-operations       all operations that the history knows
             --list-standards                classes of agents
             --list-ocf-providers            providers of OCF agents
             --list-agents=CLASS[:PROVIDER]  agents
             --list-ocf-alternatives=AGENT   providers that have this agent
             --show-metadata=CLASS:[PROVIDER:]AGENT
                                             what an agent says of itself
             --list-options=primitive|fencing    the meta attributes or fencing parameters that the cluster knows
             -q, --query-xml                 the XML of a resource, with that of its template
             -w, --query-xml-raw             the XML of a resource as it was written
             -g, --get-parameter=NAME        the value of a parameter; with -m of a meta attribute, with -z of its utilization
             -W, --locate                    where it runs
             -a, --constraints               the colocation and location constraints of a resource
             -A, --stack                     the same, and those of the resources in them: as -a --recursive
             -Y, --why                       why resources run or do not

            Commands:
             --validate[=LEVEL]              let the agent check the configuration of -r, or of --class, --provider, --agent and --option
             -C, --cleanup                   forget failures, and look again; all of them without -r
             -R, --refresh                   forget the whole history, and look again
             -p, --set-parameter=NAME        set a parameter to the value of -v (-m meta attribute, -z utilization)
             -d, --delete-parameter=NAME     delete a parameter
             -M, --move                      prefer the node of -N; without -N leave the present one
             -B, --ban                       keep off the node of -N, usually the present one
             -U, --clear                     remove what -M and -B have made
             -e, --expired                   with -U: only what its lifetime has ended
             -D, --delete                    delete a resource (with -t)
             -F, --fail                      not here: the agent has to tell of a failure
             --restart                       stop it and what depends on it, wait, and start it again
             --wait                          wait until nothing is left to be done
             --digests                       the digests of parameters on the node of -N
             --force-start                   run the agent's action here and now, past the cluster
             --force-stop                    run the agent's action here and now, past the cluster
             --force-promote                 run the agent's action here and now, past the cluster
             --force-demote                  run the agent's action here and now, past the cluster
             --force-check[=LEVEL]           run the agent's monitor here and now, past the cluster

            Options:
             -r, --resource=RESOURCE         the resource
             -N, -H, --node, --host=NODE     the node
             -t, --resource-type=ELEMENT     primitive, group, clone, bundle or template (with -D)
             -v, --parameter-value=VALUE     the value (with -p)
             -m, --meta                      a meta attribute (with -p, -g, -d)
             -z, --utilization               a part of the utilization (with -p, -g, -d)
             --element                       an attribute of the element (with -p, -g, -d)
             -i, --nvpair=ID                 the pair that is meant, if there are several of the name
             -s, --set-name=ID               the set that is meant
             -n, --operation=NAME            of this operation alone (with -C)
             -I, --interval=TIME             of this interval (with -C -n)
             -u, --lifetime=DURATION         for so long, for example PT30M (with -M, -B)
             --promoted, --master            of the promoted role alone (with -M, -B, -U)
             --recursive                     also what is tied to it (with -a)
             --class=CLASS                   the class of the agent (with --validate)
             --provider=PROVIDER             its provider
             --agent=AGENT                   its name
             --option=NAME=VALUE             a parameter; may be given more than once
             -T, --timeout=TIME              how long to wait at most (with --restart, --wait, --force-*)
             -f, --force                     do it although there are doubts
             -Q, --quiet                     less words
             --output-as=FORMAT              text or xml
            """);

    private CrmResourceOptions() {}
}
