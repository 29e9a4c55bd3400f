package io.github.versionedschema.plan.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.draft.rule.NewReplicaIdentity;
import io.github.versionedschema.plan.sync.FillSql;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.sync.PhysicalColumns;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;

/**
 * The objects derived from the draft of one table, computed once and used by its strategy
 * and the checks.
 */
public final class TableWork {

	private final Scope scope;

	private final SchemaDraft schema;

	private final SharedTable table;

	private final List<Group> groups;

	private final SyncFunctions functions;

	private final PhysicalColumns columns;

	private final IndexCopies indexes;

	private final List<IdentityChange> identities;

	private final TableSync sync;

	public TableWork(Scope scope, SchemaDraft schema, SharedTable table) {
		this.scope = scope;
		this.schema = schema;
		this.table = table;
		this.groups = Group.of(table);
		this.functions = new SyncFunctions(scope, table, this.groups);
		this.columns = new PhysicalColumns(scope, table, schema.catalogue().checkedDomains());
		this.indexes = new IndexCopies(schema, table);
		this.identities = IdentityChange.of(scope, table);
		this.sync = new TableSync(scope, table, this.groups, this.functions, this.indexes,
				new DefaultingKeys(schema, table, this.indexes).list(), schema.changedTables());
	}

	public Scope scope() {
		return this.scope;
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

	/** Returns the table's name in the older version, for messages and IDs. */
	public String name() {
		return this.table.source().name();
	}

	public List<Group> groups() {
		return this.groups;
	}

	/** Returns the functions of the table's expressions. */
	public SyncFunctions functions() {
		return this.functions;
	}

	public PhysicalColumns columns() {
		return this.columns;
	}

	public IndexCopies indexes() {
		return this.indexes;
	}

	public List<IdentityChange> identities() {
		return this.identities;
	}

	/** Returns what keeps the versions in step if clients use both. */
	public TableSync sync() {
		return this.sync;
	}

	public FillSql fill() {
		return new FillSql(this.table, this.groups, this.functions);
	}

	/**
	 * Returns the trial that finds rows for which values of these groups cannot be
	 * computed.
	 */
	public Action.RowProblem trial(List<Group> asked) {
		return new Action.RowProblem(this.sync.problem(asked), RowKey.of(this.table.source()));
	}

	/**
	 * Returns the columns that must not be null when contract begins: columns of a
	 * primary key or replica identity, and identity columns.
	 */
	public List<ColumnDraft> strictColumns() {
		Set<ColumnDraft> strict = new HashSet<>();
		this.identities.forEach((identity) -> strict.add(identity.column()));
		for (Index index : this.indexes.indexes()) {
			if (index.primary() || identifiesRows(index)) {
				index.keys().forEach((key) -> {
					ColumnDraft column = this.indexes.replacements().get(key.column());
					if (column != null) {
						strict.add(column);
					}
				});
			}
		}
		this.table.newIndexes()
			.stream()
			.filter(NewIndex::isPrimary)
			.flatMap((index) -> index.keyColumns().stream())
			.filter((column) -> column.source() == null || !column.source().notNull())
			.forEach(strict::add);
		return this.table.visibleColumns().stream().filter(strict::contains).toList();
	}

	/** Returns whether it is, or becomes, the replica identity. */
	private boolean identifiesRows(Index index) {
		NewReplicaIdentity identity = this.table.replicaIdentity();
		return index.replicaIdentity() || (identity != null && identity.isIndex(index.name()));
	}

	/**
	 * Returns the check constraints of the table that refer to a replaced column and are
	 * copied for its replacement.
	 */
	public List<Constraint> copiedChecks() {
		return this.table.source()
			.constraints()
			.stream()
			.filter((constraint) -> constraint.type() == Constraint.Type.CHECK
					&& !this.table.existingRules().drops().contains(constraint))
			.filter((constraint) -> constraint.columns().stream().anyMatch(this.indexes.replacements()::containsKey))
			.filter((constraint) -> constraint.columns().stream().noneMatch(this.indexes::isDropped))
			.toList();
	}

	public String strictName(ColumnDraft column) {
		return Identifier.truncatedWithHash("_vs_" + name() + "_" + column.requiredName() + "_strict");
	}

}
