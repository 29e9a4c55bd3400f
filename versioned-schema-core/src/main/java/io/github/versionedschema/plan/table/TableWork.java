package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.sync.DefaultTriggers;
import io.github.versionedschema.plan.sync.DemandTriggers;
import io.github.versionedschema.plan.sync.FillSql;
import io.github.versionedschema.plan.sync.GivenNulls;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.sync.KeyLocks;
import io.github.versionedschema.plan.sync.NextValues;
import io.github.versionedschema.plan.sync.PhysicalColumns;
import io.github.versionedschema.plan.sync.RightsTriggers;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.plan.sync.SyncTriggerFunctions;
import io.github.versionedschema.plan.sync.SyncTriggers;
import io.github.versionedschema.plan.sync.TrialFunctions;
import io.github.versionedschema.plan.sync.TriggerSql;
import io.github.versionedschema.plan.sync.TriggersOfBoth;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;
import io.github.versionedschema.schema.Trigger;

/**
 * The objects derived from the draft of one table, computed once and used by expand,
 * contract and the checks.
 */
public final class TableWork {

	private final Scope scope;

	private final OtherVersions others;

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

	public TableWork(Scope scope, OtherVersions others, SchemaDraft schema, SharedTable table) {
		this.scope = scope;
		this.others = others;
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
		this.indexes = new IndexCopies(schema, table);
		this.identities = IdentityChange.of(scope, table);
		this.keyLocks = new KeyLocks(scope, table, this.indexes);
		this.defaults = new DefaultTriggers(scope, table);
		this.givenNulls = new GivenNulls(scope, table, this.groups);
		this.trials = new TrialFunctions(scope, table.source().name(), this.groups, this.functions);
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

	public Scope scope() {
		return this.scope;
	}

	public OtherVersions others() {
		return this.others;
	}

	public SchemaDraft schema() {
		return this.schema;
	}

	public SharedTable table() {
		return this.table;
	}

	/** Returns the table's SQL name while both versions are live. */
	public String sqlName() {
		return this.scope.table(this.table.physicalName());
	}

	/** Returns the trials of its clients while both versions are live. */
	public ClientTrials trials() {
		return new ClientTrials(this.scope, this.table);
	}

	/** Returns the table's name in the old version, for messages and IDs. */
	public String name() {
		return this.table.source().name();
	}

	public List<Group> groups() {
		return this.groups;
	}

	public SyncFunctions functions() {
		return this.functions;
	}

	public PhysicalColumns columns() {
		return this.columns;
	}

	/**
	 * Returns the trial that finds rows for which values of these groups cannot be
	 * computed.
	 */
	public Action.RowProblem trial(List<Group> asked) {
		return new Action.RowProblem(this.trials.problem(asked), RowKey.of(this.table.source()));
	}

	public GivenNulls givenNulls() {
		return this.givenNulls;
	}

	public IndexCopies indexes() {
		return this.indexes;
	}

	/**
	 * Returns the builder of indexes that all operations on the table require together.
	 */
	public IndexBuild builds() {
		return builds(this.table.origin());
	}

	/**
	 * Returns the builder of indexes.
	 * @param origin the operations that require them
	 */
	public IndexBuild builds(List<String> origin) {
		return new IndexBuild(this.scope, this.table.source(), this.table.physicalName(), origin);
	}

	public List<IdentityChange> identities() {
		return this.identities;
	}

	public FillSql fill() {
		return new FillSql(this.table, this.groups, this.functions);
	}

	public List<String> createFunctions() {
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
	 * Returns the statements that change the trigger functions to those for the
	 * publication of the new version.
	 */
	public List<String> publishFunctions() {
		return this.triggerFunctions.stream().flatMap((function) -> function.publish().stream()).toList();
	}

	/** Returns the functions that are used after publication, with their names. */
	public List<String> publishedFunctions() {
		List<String> statements = new ArrayList<>(this.trials.create());
		statements.addAll(publishFunctions());
		this.ofBoth.forEach((some) -> statements.addAll(some.createFunctions()));
		return statements;
	}

	/**
	 * Returns the statements that change them back, when the values are no longer needed.
	 */
	public List<String> withdrawFunctions() {
		return this.triggerFunctions.stream()
			.flatMap((function) -> Stream.concat(function.create().stream(), function.withhold().stream()))
			.toList();
	}

	/** Returns the statements that prevent values of these groups from being computed. */
	public List<String> withhold(List<Group> withheld) {
		return this.triggerFunctions.stream()
			.filter((function) -> withheld.contains(function.group()))
			.flatMap((function) -> function.withhold().stream())
			.toList();
	}

	/** Returns the statements that omit values of these groups that violate a key. */
	public List<String> guard(Map<Group, String> tests) {
		return this.triggerFunctions.stream()
			.filter((function) -> tests.containsKey(function.group()))
			.flatMap((function) -> function.guard(Objects.requireNonNull(tests.get(function.group()))).stream())
			.toList();
	}

	public List<String> dropFunctions() {
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

	public List<String> createTriggersWhileFilling() {
		return TriggerSql.create(sqlName(),
				Stream
					.concat(this.triggers.stream().flatMap((group) -> group.whileFilling().stream()),
							this.defaults.triggers().stream())
					.toList());
	}

	/**
	 * Returns the statements that create the triggers which have no effect until clients
	 * use the new version, and so can be created before the others are switched.
	 */
	public List<String> createDowns() {
		return TriggerSql.create(sqlName(), this.triggers.stream().flatMap((group) -> group.downs().stream()).toList());
	}

	/**
	 * Returns the statements that switch the triggers to those for writes of both
	 * versions.
	 */
	public List<String> switchTriggers() {
		List<String> statements = new ArrayList<>();
		this.triggers
			.forEach((group) -> group.obsolete().forEach((trigger) -> statements.add(trigger.drop(sqlName()))));
		this.defaults.triggers().forEach((trigger) -> statements.add(trigger.drop(sqlName())));
		statements.addAll(TriggerSql.create(sqlName(),
				Stream.concat(this.triggers.stream().flatMap((group) -> group.ups().stream()), ofBoth()).toList()));
		return statements;
	}

	/** Returns the triggers that are active while clients use both sides. */
	public List<TriggerSql> triggersOfBothSides() {
		return Stream
			.of(this.triggers.stream().flatMap((group) -> group.downs().stream()),
					this.triggers.stream().flatMap((group) -> group.ups().stream()), ofBoth())
			.flatMap(Function.identity())
			.toList();
	}

	public List<String> dropTriggers() {
		List<String> statements = new ArrayList<>();
		this.triggers.forEach((group) -> group.all().forEach((trigger) -> statements.add(trigger.drop(sqlName()))));
		this.defaults.triggers().forEach((trigger) -> statements.add(trigger.drop(sqlName())));
		ofBoth().forEach((trigger) -> statements.add(trigger.drop(sqlName())));
		return statements;
	}

	private Stream<TriggerSql> ofBoth() {
		return this.ofBoth.stream().flatMap((some) -> some.triggers().stream());
	}

	public boolean locksKeys() {
		return !this.keyLocks.triggers().isEmpty();
	}

	/**
	 * Returns the columns that must not be null when contract begins: columns of a
	 * primary key, and identity columns.
	 */
	public List<ColumnDraft> strictColumns() {
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
	 * Returns the check constraints of the table that refer to a replaced column and are
	 * copied for its replacement.
	 */
	public List<Constraint> copiedChecks() {
		return this.table.source()
			.constraints()
			.stream()
			.filter((constraint) -> constraint.type() == Constraint.Type.CHECK)
			.filter((constraint) -> constraint.columns().stream().anyMatch(this.indexes.replacements()::containsKey))
			.filter((constraint) -> constraint.columns().stream().noneMatch(this.indexes::isDropped))
			.toList();
	}

	public String strictName(ColumnDraft column) {
		return io.github.versionedschema.schema.Identifier
			.truncatedWithHash("_vs_" + name() + "_" + column.requiredName() + "_strict");
	}

}
