package io.systole.shell.tool;

import java.util.List;

/** The one list of tools. */
final class Registry {
    static final List<Tool> ALL = List.of(
            new CrmTool(),
            new CrmMonTool(),
            new CrmResourceTool(),
            new CrmNodeTool(),
            new CrmAttributeTool(),
            new AttrdUpdaterTool(),
            new CrmMasterTool(),
            new CrmStandbyTool(),
            new CrmFailcountTool(),
            new CibAdminTool(),
            new CrmVerifyTool(),
            new CrmDiffTool(),
            new StonithAdminTool(),
            new CrmSimulateTool(),
            new CrmTicketTool(),
            new CrmAdminTool(),
            new CrmRuleTool(),
            new CrmErrorTool(),
            new Iso8601Tool(),
            new PacemakerdTool(),
            new CrmShadowTool(),
            new RemoteTool());

    private Registry() {}
}
