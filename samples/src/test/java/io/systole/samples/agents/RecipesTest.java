package io.systole.samples.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.systole.samples.lab.LabException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipesTest {
    @Test
    void aRecipeIsReadWithAllItsValues() {
        List<Recipe> recipes = Recipes.parse("r", """
                # a comment
                [ocf:heartbeat:Filesystem loop]
                package mount
                param device=/srv/disk.img
                param options=rw,loop
                prepare mkdir -p /srv/disk;
                  true
                active true

                [ocf:heartbeat:exportfs]
                kernel nfsd lockd
                beside true
                active true

                [ocf:heartbeat:podman]
                refused no podman
                """.lines().toList());

        Recipe disk = recipes.getFirst();
        assertEquals("ocf:heartbeat:Filesystem loop", disk.name());
        assertEquals("Filesystem-loop", disk.id());
        assertEquals(Path.of("/usr/lib/ocf/resource.d/heartbeat/Filesystem"), disk.file());
        assertEquals(List.of("device=/srv/disk.img", "options=rw,loop"), disk.parameters());
        assertEquals(List.of("mkdir -p /srv/disk; true"), disk.prepares());
        assertFalse(disk.ownKernel());
        assertTrue(recipes.get(1).ownKernel());
        assertEquals(List.of("nfsd lockd"), recipes.get(1).kernel());
        assertEquals(List.of("true"), recipes.get(1).beside());
        assertEquals(Optional.of("no podman"), recipes.getLast().refusal());
    }

    @Test
    void whatCannotBeUnderstoodIsNamedWithItsLine() {
        assertTrue(refusal("[a:b:c]", "active true", "what is this").startsWith("r, line 3: neither [AGENT]"));
        assertTrue(refusal("[a:b:c]", "active true", "active false").startsWith("r, line 3: a recipe has one 'active' only"));
        assertTrue(refusal("[a:b:c]", "active true", "[a:b:c]").startsWith("r, line 3: there is a recipe of this name already"));
        assertTrue(refusal("[a:b:c]", "param x=y").contains("neither where it is active nor how it is refused"));
    }

    @Test
    void everyRecipeOfTheProjectIsUnderstoodAndHasAResourceOfItsOwn() {
        List<Recipe> recipes = Recipes.read(Path.of("agents/recipes.conf"));
        var ids = new HashSet<String>();

        assertTrue(recipes.size() >= 40, () -> "there are only " + recipes.size());
        recipes.forEach(recipe -> assertTrue(ids.add(recipe.agent() + recipe.id()), recipe.name()));
    }

    private static String refusal(String... lines) {
        return assertThrows(LabException.class, () -> Recipes.parse("r", List.of(lines))).getMessage();
    }
}
