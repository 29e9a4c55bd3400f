package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Table;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Trigger;

/**
 * All that follows from the draft of one table, computed once and used by expand,
 * contract and the checks.
 */
final class TableWork {

	private final Scope scope;

	private final SchemaDraft schema;

	private final SharedTable table;

	private final List<Group> groups;

	private final SyncFunctions functions;

	private final List<SyncTriggerFunctions> triggerFunctions = new ArrayList<>();

	private final List<SyncTriggers> triggers = new ArrayList<>();

	private final PhysicalColumns columns;

	private final IndexCopies indexes;

	private final List<IdentityChange> identities;

	private final KeyLocks keyLocks;

	private final DefaultTriggers defaults;

	private final GivenNulls givenNulls;

	private final TrialFunctions trials;

	private final List<TriggersOfBoth> ofBoth;

	TableWork(Scope scope, SchemaDraft schema, SharedTable table) {
		this.scope = scope;
		this.schema = schema;
		this.table = table;
		this.groups = Group.of(table);
		this.functions = new SyncFunctions(scope, table, this.groups);
		for (Group group : this.groups) {
			SyncTriggerFunctions functionsOfGroup = new SyncTriggerFunctions(scope, table, group, this.functions);
			this.triggerFunctions.add(functionsOfGroup);
			this.triggers.add(new SyncTriggers(scope, group, functionsOfGroup, hasUserTriggers(table),
					table.source().kind() == Table.Kind.PARTITIONED));
		}
		this.columns = new PhysicalColumns(scope, table, schema.catalogue().checkedDomains());
		this.indexes = new IndexCopies(scope, schema, table);
		this.identities = IdentityChange.of(scope, table);
		this.keyLocks = new KeyLocks(scope, table, this.indexes);
		this.defaults = new DefaultTriggers(scope, table);
		this.givenNulls = new GivenNulls(scope, table.physicalName(), this.groups);
		this.trials = new TrialFunctions(scope, table.physicalName(), this.groups, this.functions);
		this.ofBoth = List.of(new DemandTriggers(scope, table, this.functions), this.keyLocks,
				new NextValues(scope, table), this.givenNulls, new RightsTriggers(scope, table));
	}

	private static boolean hasUserTriggers(SharedTable table) {
		return table.source()
			.triggers()
			.stream()
			.anyMatch((trigger) -> trigger.before() && trigger.row() && trigger.enabled() != Trigger.Enabled.DISABLED
					&& (trigger.events().contains(Trigger.Event.INSERT)
							|| trigger.events().contains(Trigger.Event.UPDATE)));
	}

	Scope scope() {
		return this.scope;
	}

	SchemaDraft schema() {
		return this.schema;
	}

	SharedTable table() {
		return this.table;
	}

	/** Returns the table as it is called in SQL while both versions live. */
	String sqlName() {
		return this.scope.table(this.table.physicalName());
	}

	/** Returns what its clients do while both versions live. */
	ClientTrials trials() {
		return new ClientTrials(this.scope, this.table);
	}

	/** Returns the table's name for people. */
	String name() {
		return this.table.physicalName();
	}

	List<Group> groups() {
		return this.groups;
	}

	SyncFunctions functions() {
		return this.functions;
	}

	PhysicalColumns columns() {
		return this.columns;
	}

	/** Returns how to find out which rows cannot get the values of these groups. */
	Action.RowProblem trial(List<Group> asked) {
		return new Action.RowProblem(this.trials.problem(asked), RowKey.of(this.table.source()));
	}

	GivenNulls givenNulls() {
		return this.givenNulls;
	}

	IndexCopies indexes() {
		return this.indexes;
	}

	/** Returns what builds indexes that all operations on the table ask for together. */
	IndexBuild builds() {
		return builds(this.table.origin());
	}

	/**
	 * Returns what builds indexes.
	 * @param origin the operations that ask for them
	 */
	IndexBuild builds(List<String> origin) {
		return new IndexBuild(this.scope, this.table.source(), this.table.physicalName(), origin);
	}

	List<IdentityChange> identities() {
		return this.identities;
	}

	FillSql fill() {
		return new FillSql(this.table, this.groups, this.functions);
	}

	List<String> createFunctions() {
		List<String> statements = new ArrayList<>(this.functions.create());
		if (!this.scope.direct()) {
			statements.addAll(this.trials.create());
			this.triggerFunctions.forEach((function) -> statements.addAll(function.create()));
			statements.addAll(this.defaults.createFunctions());
			this.ofBoth.forEach((some) -> statements.addAll(some.createFunctions()));
		}
		return statements;
	}

	/**
	 * Returns what makes the functions of triggers those of the time when the new version
	 * is published.
	 */
	List<String> publishFunctions() {
		return this.triggerFunctions.stream().flatMap((function) -> function.publish().stream()).toList();
	}

	/**
	 * Returns what makes them those of the time before again, while nobody needs the
	 * values any more.
	 */
	List<String> withdrawFunctions() {
		return this.triggerFunctions.stream()
			.flatMap((function) -> Stream.concat(function.create().stream(), function.withhold().stream()))
			.toList();
	}

	/** Returns what keeps the values of these groups from being computed. */
	List<String> withhold(List<Group> withheld) {
		return this.triggerFunctions.stream()
			.filter((function) -> withheld.contains(function.group()))
			.flatMap((function) -> function.withhold().stream())
			.toList();
	}

	/** Returns what leaves out values of these groups that break a key. */
	List<String> guard(Map<Group, String> tests) {
		return this.triggerFunctions.stream()
			.filter((function) -> tests.containsKey(function.group()))
			.flatMap((function) -> function.guard(Objects.requireNonNull(tests.get(function.group()))).stream())
			.toList();
	}

	List<String> dropFunctions() {
		List<String> statements = new ArrayList<>();
		if (!this.scope.direct()) {
			this.triggerFunctions.forEach((function) -> statements.addAll(function.drop()));
			statements.addAll(this.defaults.dropFunctions());
			this.ofBoth.forEach((some) -> statements.addAll(some.dropFunctions()));
			statements.addAll(this.trials.drop());
		}
		statements.addAll(this.functions.drop());
		return statements;
	}

	List<String> createTriggersWhileFilling() {
		return TriggerSql.create(sqlName(),
				Stream
					.concat(this.triggers.stream().flatMap((group) -> group.whileFilling().stream()),
							this.defaults.triggers().stream())
					.toList());
	}

	/**
	 * Returns what creates the triggers that do nothing before somebody is on the new
	 * side, and so can be there before the others are switched.
	 */
	List<String> createDowns() {
		return TriggerSql.create(sqlName(), this.triggers.stream().flatMap((group) -> group.downs().stream()).toList());
	}

	/** Returns what makes the triggers those of the time when both versions write. */
	List<String> switchTriggers() {
		List<String> statements = new ArrayList<>();
		this.triggers
			.forEach((group) -> group.obsolete().forEach((trigger) -> statements.add(trigger.drop(sqlName()))));
		this.defaults.triggers().forEach((trigger) -> statements.add(trigger.drop(sqlName())));
		statements.addAll(TriggerSql.create(sqlName(),
				Stream.concat(this.triggers.stream().flatMap((group) -> group.ups().stream()), ofBoth()).toList()));
		return statements;
	}

	List<String> dropTriggers() {
		List<String> statements = new ArrayList<>();
		this.triggers.forEach((group) -> group.all().forEach((trigger) -> statements.add(trigger.drop(sqlName()))));
		this.defaults.triggers().forEach((trigger) -> statements.add(trigger.drop(sqlName())));
		ofBoth().forEach((trigger) -> statements.add(trigger.drop(sqlName())));
		return statements;
	}

	private Stream<TriggerSql> ofBoth() {
		return this.ofBoth.stream().flatMap((some) -> some.triggers().stream());
	}

	boolean locksKeys() {
		return !this.keyLocks.triggers().isEmpty();
	}

	/**
	 * Returns the columns that must not be null when contract begins: members of a
	 * primary key, and identities.
	 */
	List<ColumnDraft> strictColumns() {
		Set<ColumnDraft> strict = new HashSet<>();
		this.identities.forEach((identity) -> strict.add(identity.column()));
		for (Index index : this.indexes.indexes()) {
			if (index.primary()) {
				index.keys().forEach((key) -> {
					ColumnDraft column = this.indexes.replacements().get(key.column());
					if (column != null) {
						strict.add(column);
					}
				});
			}
		}
		return this.table.visibleColumns().stream().filter(strict::contains).toList();
	}

	/**
	 * Returns the checks of the table that speak of a replaced column and are made again
	 * over its replacement.
	 */
	List<Constraint> copiedChecks() {
		return this.table.source()
			.constraints()
			.stream()
			.filter((constraint) -> constraint.type() == Constraint.Type.CHECK)
			.filter((constraint) -> constraint.columns().stream().anyMatch(this.indexes.replacements()::containsKey))
			.filter((constraint) -> constraint.columns().stream().noneMatch(this.indexes::isDropped))
			.toList();
	}

	String strictName(ColumnDraft column) {
		return io.github.versionedschema.schema.Identifier
			.truncatedWithHash("_vs_" + name() + "_" + column.requiredName() + "_strict");
	}

}
