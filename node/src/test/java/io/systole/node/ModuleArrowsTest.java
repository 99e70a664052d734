package io.systole.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Keeps the arrows between modules as ARCHITECTURE.md draws them; a Maven dependency that arrives by a detour is no permission. */
class ModuleArrowsTest {
    private static final String CORE = "io.systole.core..";
    private static final String MESSAGING = "io.systole.messaging..";
    private static final String AGENTS = "io.systole.agents..";
    private static final String LRM = "io.systole.lrm..";
    private static final String SHELL = "io.systole.shell..";
    private static final String NODE = "io.systole.node..";

    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.systole");

    @Test
    void coreImportsNoneOfOurs() {
        noClasses().that().resideInAPackage(CORE).should().dependOnClassesThat()
                .resideInAnyPackage(MESSAGING, AGENTS, LRM, SHELL, NODE).check(CLASSES);
    }

    @Test
    void messagingImportsCoreOnly() {
        noClasses().that().resideInAPackage(MESSAGING).should().dependOnClassesThat()
                .resideInAnyPackage(AGENTS, LRM, SHELL, NODE).check(CLASSES);
    }

    @Test
    void agentsImportCoreOnly() {
        noClasses().that().resideInAPackage(AGENTS).should().dependOnClassesThat()
                .resideInAnyPackage(MESSAGING, LRM, SHELL, NODE).check(CLASSES);
    }

    @Test
    void lrmImportsCoreAndAgentsOnly() {
        noClasses().that().resideInAPackage(LRM).should().dependOnClassesThat()
                .resideInAnyPackage(MESSAGING, SHELL, NODE).check(CLASSES);
    }

    @Test
    void shellImportsCoreOnly() {
        noClasses().that().resideInAPackage(SHELL).should().dependOnClassesThat()
                .resideInAnyPackage(MESSAGING, AGENTS, LRM, NODE).check(CLASSES);
    }

    @Test
    void onlyMessagingKnowsJGroupsAndOnlyNodeKnowsVertx() {
        noClasses().that().resideOutsideOfPackage(MESSAGING)
                .should().dependOnClassesThat().resideInAPackage("org.jgroups..").check(CLASSES);
        noClasses().that().resideOutsideOfPackage(NODE).should().dependOnClassesThat().resideInAPackage("io.vertx..").check(CLASSES);
    }

    @Test
    void onlyTheInteractiveShellKnowsTheTerminal() {
        noClasses().that().resideOutsideOfPackage("io.systole.shell.interactive..").should().dependOnClassesThat()
                .resideInAPackage("org.jline..").check(CLASSES);
    }

    @Test
    void packagesOfTheNodeHaveNoCycles() {
        slices().matching("io.systole.node.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
