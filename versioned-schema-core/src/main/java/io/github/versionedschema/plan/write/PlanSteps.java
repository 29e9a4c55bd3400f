package io.github.versionedschema.plan.write;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.migration.hint.Hints;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.plan.check.script.ScriptOrder;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.strategy.ProofOrder;
import io.github.versionedschema.plan.strategy.RowSteps;
import io.github.versionedschema.plan.strategy.TableStrategy;
import io.github.versionedschema.plan.strategy.key.ForeignKeys;
import io.github.versionedschema.plan.strategy.type.TypeSteps;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.LeavingUses;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;

/**
 * Writes the steps of a plan: each table's strategy writes its own, among those for the
 * schema, for foreign keys and for user SQL.
 */
final class PlanSteps {

	private final SchemaDraft draft;

	private final Scope scope;

	private final Course course;

	private final ForeignKeys foreignKeys;

	private final Map<TableWork, TableStrategy> strategies = new LinkedHashMap<>();

	private final Map<String, Hints> hints;

	private final SchemaSteps schema;

	private final TypeSteps types;

	PlanSteps(DraftedChain chain, Course course, List<TableWork> works, ForeignKeys foreignKeys) {
		this.draft = chain.draft();
		this.scope = chain.scope();
		this.hints = chain.request().hints();
		this.course = course;
		this.foreignKeys = foreignKeys;
		works.forEach((work) -> this.strategies.put(work, course.strategy(work, foreignKeys)));
		this.schema = new SchemaSteps(chain, course.schemas());
		this.types = new TypeSteps(chain.draft(), chain.scope());
	}

	List<Step> write() {
		Steps steps = new Steps(this.hints);
		List<TableWork> kept = works(false);
		int number = writeScript(steps);
		List<TableWork> works = List.copyOf(this.strategies.keySet());
		this.course.writeFlows(steps, works);
		this.draft.createdTables()
			.forEach((table) -> this.course.writeRows(steps, new RowSteps(this.scope, this.draft, table)));
		this.course.writeUnbound(steps, works);
		this.foreignKeys.writeExpand(steps);
		this.course.writeSides(steps);
		ProofOrder.of(kept, this.foreignKeys::computed).forEach((work) -> strategy(work).writeProof(steps));
		this.schema.writePublish(steps, this.strategies.values().stream().map(TableStrategy::publishing).toList());
		this.foreignKeys.writeComplete(steps);
		this.schema.writeTombstones(steps);
		new LeavingUses(this.draft).ordered(Stream.concat(works(true).stream(), kept.stream()).toList())
			.forEach((work) -> strategy(work).writeComplete(steps));
		this.foreignKeys.writeNames(steps);
		this.schema.writeNames(steps);
		this.types.writeDrops(steps);
		for (ScriptItem item : this.draft.script()) {
			if (item instanceof ScriptItem.UserSql sql && sql.onComplete()) {
				this.schema.writeUserSql(steps, sql, ++number);
			}
		}
		return steps.inOrder();
	}

	private int writeScript(Steps steps) {
		int number = 0;
		for (ScriptItem item : ScriptOrder.of(this.draft)) {
			number++;
			if (item instanceof ScriptItem.Touch touch) {
				this.strategies.forEach((work, strategy) -> {
					if (work.table() == touch.table()) {
						strategy.writeExpand(steps);
					}
				});
			}
			else if (item instanceof ScriptItem.NewTable change) {
				this.schema.writeNewTable(steps, change, number);
			}
			else if (item instanceof ScriptItem.NewType made) {
				this.types.writeNew(steps, made.type());
			}
			else if (item instanceof ScriptItem.OtherType other) {
				this.types.writeOther(steps, other.type());
			}
			else if (item instanceof ScriptItem.NewValue added) {
				this.types.writeValue(steps, added.added());
			}
			else if (item instanceof ScriptItem.UserSql sql && !sql.onComplete()) {
				this.schema.writeUserSql(steps, sql, number);
			}
		}
		return number;
	}

	private List<TableWork> works(boolean dropped) {
		return this.strategies.keySet().stream().filter((work) -> work.table().isDropped() == dropped).toList();
	}

	private TableStrategy strategy(TableWork work) {
		return Objects.requireNonNull(this.strategies.get(work));
	}

	/** Returns the questions that must find nothing before abort. */
	List<Action.Find> usesBeforeAbort() {
		return this.strategies.values().stream().flatMap((strategy) -> strategy.usesBeforeAbort().stream()).toList();
	}

}
