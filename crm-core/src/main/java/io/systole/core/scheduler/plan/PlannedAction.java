package io.systole.core.scheduler.plan;

import io.systole.core.scheduler.reason.Reason;
import io.systole.core.scheduler.snapshot.Node;
import io.systole.core.scheduler.snapshot.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An action that may be done (rule 3:A-1). Only the stages plan and order change it: plan creates it and says what asks for
 * it, order finds out whether it is required and possible.
 */
public final class PlannedAction {
    private final int number;
    private final String key;
    private String task;
    private final Resource resource;
    private Node node;
    private boolean required;
    private boolean runnable = true;
    private boolean pseudo;
    private boolean shown;
    private boolean migratable;
    private boolean reschedule;
    private boolean endsMigration;
    private int priority;
    private int threshold;
    private Reason reason = Reason.NONE;
    private Reason note = Reason.NONE;
    private final Map<String, String> meta = new LinkedHashMap<>();
    private final List<Relation> before = new ArrayList<>();
    private final List<Relation> after = new ArrayList<>();

    PlannedAction(int number, String key, String task, Resource resource, Node node) {
        this.number = number;
        this.key = key;
        this.task = task;
        this.resource = resource;
        this.node = node;
    }

    /** Number in the order of creation. */
    public int number() {
        return number;
    }

    /** What identifies it, with its node: {@code web_start_0}. */
    public String key() {
        return key;
    }

    public String task() {
        return task;
    }

    /** The resource it acts on, or null. */
    public Resource resource() {
        return resource;
    }

    /** Where it happens, or null. */
    public Node node() {
        return node;
    }

    /** Something asks for it. */
    public boolean required() {
        return required;
    }

    /** Nothing asks for it. */
    public boolean optional() {
        return !required;
    }

    /** It could be carried out. */
    public boolean runnable() {
        return runnable;
    }

    /** A mark, or implied by something else; never executed. */
    public boolean pseudo() {
        return pseudo;
    }

    /** It is written even if optional. */
    public boolean shown() {
        return shown;
    }

    /** Part of a live migration. */
    public boolean migratable() {
        return migratable;
    }

    /** A recurring operation that runs already but must be given again. */
    public boolean reschedule() {
        return reschedule;
    }

    /** The stop of the source that a finished migration left. */
    public boolean endsMigration() {
        return endsMigration;
    }

    public int priority() {
        return priority;
    }

    /** How many of what leads to it must be possible; 0 if it is no gate. */
    public int threshold() {
        return threshold;
    }

    /** Why it is there or cannot be done, as far as Pacemaker tells it (rules 5:T-54 to 5:T-58); {@link Reason#NONE} if nothing special. */
    public Reason reason() {
        return reason;
    }

    /** Why it is there, where Pacemaker has no reason to tell; {@link Reason#NONE} if nothing special. */
    public Reason note() {
        return note;
    }

    /** Meta attributes of the operation. */
    public Map<String, String> meta() {
        return meta;
    }

    /** Relations in which it is "then", newest first. */
    public List<Relation> before() {
        return Collections.unmodifiableList(before);
    }

    /** Relations in which it is "first", newest first. */
    public List<Relation> after() {
        return Collections.unmodifiableList(after);
    }

    public void require() {
        required = true;
    }

    public void makeOptional() {
        required = false;
    }

    public void runnable(boolean value) {
        runnable = value;
    }

    public void pseudo(boolean value) {
        pseudo = value;
    }

    public void show() {
        shown = true;
    }

    public void migratable(boolean value) {
        migratable = value;
    }

    void reschedules() {
        reschedule = true;
    }

    void endMigration() {
        endsMigration = true;
    }

    void adopt(Node newNode) {
        node = newNode;
    }

    void becomes(String newTask) {
        task = newTask;
    }

    void threshold(int value) {
        threshold = value;
    }

    void priority(int value) {
        priority = value;
    }

    /** Keeps the first reason unless {@code overwrite}. */
    public void reason(Reason because, boolean overwrite) {
        if (overwrite || !reason.isGiven()) {
            reason = because;
        }
    }

    /** Keeps the first note. */
    public void note(Reason because) {
        note = note.isGiven() ? note : because;
    }

    void link(Relation relation) {
        if (relation.then() == this) {
            before.addFirst(relation);
        } else {
            after.addFirst(relation);
        }
    }

    @Override
    public String toString() {
        return key + (node == null ? "" : " on " + node);
    }
}
