package io.github.versionedschema.plan.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.Argument;
import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.NewIndex;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.table.IndexBuild;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.PartitionObject;
import io.github.versionedschema.schema.Publication;
import io.github.versionedschema.schema.RowTypeUse;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds objects that depend on columns and tables that complete will remove, and objects
 * that cannot be copied exactly. They are found before anything changes, as complete
 * would be too late.
 */
public final class Dependants {

	/**
	 * PostgreSQL's limit; dropped columns keep their number (PostgreSQL manual, appendix
	 * "Limits").
	 */
	private static final int MOST_COLUMNS = 1600;

	private static final Set<Dependant.Kind> KEEPING_TABLES = Set.of(Dependant.Kind.VIEW,
			Dependant.Kind.MATERIALIZED_VIEW, Dependant.Kind.FUNCTION, Dependant.Kind.SEQUENCE_USER,
			Dependant.Kind.OTHER);

	private final List<Finding> findings = new ArrayList<>();

	private final SchemaDraft draft;

	public Dependants(SchemaDraft draft) {
		this.draft = draft;
	}

	public List<Finding> of(TableWork work) {
		SharedTable table = work.table();
		Table source = table.source();
		for (ColumnDraft column : table.columns()) {
			if (column.isOldOnly() && column.source() != null) {
				removedColumn(work, source, column, column.source());
			}
			if (column.isShared() && column.source() != null && !column.requiredName().equals(column.oldName())) {
				this.findings.addAll(new UserTriggers(table).reading(column, column.source()));
			}
		}
		for (NewIndex index : table.newIndexes()) {
			uniqueOverPartitions(source, index);
			predicateOfAnotherMoment(index);
		}
		if (work.groups().isEmpty() && !table.isDropped() && !table.needsViews()) {
			return this.findings;
		}
		this.findings.addAll(new UserTriggers(table).copyingRows());
		this.findings.addAll(new GeneratedColumns(table).findings());
		int added = (int) table.visibleColumns().stream().filter(ColumnDraft::isNewOnly).count();
		if (source.highestColumnNumber() + added > MOST_COLUMNS) {
			error(table.changedBy(), table, "has had %d columns, and PostgreSQL allows %d over a table's life."
				.formatted(source.highestColumnNumber(), MOST_COLUMNS), "Copy it into a new table first.");
		}
		this.findings.addAll(new ColumnRights(table, this.draft.catalogue().schema()).findings());
		work.indexes().indexes().forEach((index) -> copied(work, source, index));
		for (Publication publication : source.publications()) {
			if (!work.fill().columns().isEmpty() && publication.updatesOrDeletes()
					&& (source.replicaIdentity() == Table.ReplicaIdentity.NOTHING
							|| (source.replicaIdentity() == Table.ReplicaIdentity.DEFAULT
									&& source.primaryKey().isEmpty()))) {
				error(table.changedBy(), table,
						"is published by %s and has no replica identity, so that PostgreSQL refuses updates of it."
							.formatted(publication.name()),
						"Give it a primary key or a replica identity first.");
			}
		}
		if (table.isDropped()) {
			droppedTable(table, source);
		}
		else {
			storedRows(work, source);
		}
		return this.findings;
	}

	/**
	 * If other tables store rows of this table, PostgreSQL can rewrite neither those
	 * values nor this table.
	 */
	private void storedRows(TableWork work, Table source) {
		List<ColumnDraft> rewriting = work.columns().rewriting();
		for (RowTypeUse use : source.rowTypeUses()) {
			for (ColumnDraft column : work.table().visibleColumns()) {
				boolean replaced = column.isNewOnly() && column.ancestor() != null;
				if (use.how() == RowTypeUse.How.STORED && (replaced || rewriting.contains(column))) {
					this.findings.add(new Finding(Severity.ERROR, column.operation(),
							"Table \"%s\": %s holds rows of it, in which column \"%s\" %s.".formatted(work.name(),
									use.name(), column,
									replaced ? "would be empty after its values change"
											: "cannot be added: PostgreSQL would have to write its values"),
							"Let %s hold something else first, for example jsonb.".formatted(use.name())));
				}
			}
		}
	}

	private void copied(TableWork work, Table source, Index index) {
		SharedTable table = work.table();
		Source cause = work.indexes().cause(index.columns());
		if (index.constraint() != null && source.kind() == Table.Kind.PARTITIONED) {
			error(cause, table,
					"is partitioned and has the key %s on a column that changes its values."
						.formatted(index.constraint()),
					"Drop the key in a migration of its own, change the column, and add the key again.");
		}
		if (index.primary() && !index.immediate()) {
			error(cause, table,
					"has the deferrable primary key %s on a column that changes its values."
						.formatted(index.constraint()),
					"A copy could not be deferrable before complete: make the key not deferrable first.");
		}
	}

	private void predicateOfAnotherMoment(NewIndex index) {
		if (!IndexBuild.isDeferred(index)) {
			return;
		}
		for (Argument argument : Objects.requireNonNull(index.predicate()).arguments()) {
			if (!argument.name().equals(argument.column().requiredName())) {
				this.findings.add(new Finding(Severity.ERROR, index.source(),
						"The predicate of index \"%s\" calls a column \"%s\" that is called \"%s\" in the end."
							.formatted(index.name(), argument.name(), argument.column().requiredName()),
						"Create the index after the column is renamed."));
			}
		}
	}

	/** PostgreSQL enforces uniqueness only within a partition. */
	private void uniqueOverPartitions(Table source, NewIndex index) {
		List<Integer> keys = index.keys()
			.stream()
			.map((key) -> key.column().ancestor())
			.filter(Objects::nonNull)
			.map(Column::number)
			.toList();
		boolean partitioned = source.dependants()
			.stream()
			.anyMatch((dependant) -> dependant.kind() == Dependant.Kind.PARTITION_KEY
					&& !keys.containsAll(dependant.columns()));
		if (index.unique() && source.kind() == Table.Kind.PARTITIONED && partitioned) {
			this.findings.add(
					new Finding(Severity.ERROR, index.source(),
							"Index \"%s\" cannot be unique without all columns of the partition key (%s)."
								.formatted(index.name(), source.partitionKey()),
							"Add them to the index, or make it not unique."));
		}
	}

	private void removedColumn(TableWork work, Table source, ColumnDraft draft, Column column) {
		SharedTable table = work.table();
		if (source.physical().pending().contains(column.number())) {
			error(draft.namedBy(), table,
					"column \"%s\" cannot be changed again while an older version is live that lacks its index or identity."
						.formatted(column.name()),
					"Complete up to the version before this migration first.");
		}
		for (Dependant dependant : source.dependants()) {
			if (dependant.columns().contains(column.number()) && !table.isDropped()
					&& !followsColumn(work, column, dependant)) {
				error(draft.namedBy(), table,
						"column \"%s\" is dropped at complete, and %s.".formatted(column.name(), use(dependant)),
						"Drop or change it first, in a migration before this one.");
			}
		}
		if (column.generation() != Column.Generation.NONE
				&& work.indexes().replacements().containsKey(column.number())) {
			error(draft.namedBy(), table,
					"column \"%s\" is generated: its values cannot be changed.".formatted(column.name()),
					"Drop it and add another one.");
		}
		for (ForeignKey key : source.inboundForeignKeys()) {
			boolean referenced = key.toNumbers().contains(column.number());
			if (referenced && !work.indexes().replacements().containsKey(column.number())
					&& !isDropped(key.fromSchema(), key.fromTable())) {
				error(draft.namedBy(), table,
						"column \"%s\" is dropped at complete, and foreign key %s of %s references it."
							.formatted(column.name(), key.name(), key.fromTable()),
						"Drop the foreign key first.");
			}
		}
		for (Constraint constraint : source.constraints()) {
			if (constraint.type() == Constraint.Type.EXCLUDE && constraint.columns().contains(column.number())
					&& work.indexes().replacements().containsKey(column.number())) {
				error(draft.namedBy(), table,
						"exclusion constraint %s cannot be copied to the new shape of column \"%s\".".formatted(
								constraint.name(), column.name()),
						"Drop the constraint first and add it again later.");
			}
		}
		work.indexes()
			.indexes()
			.stream()
			.filter((index) -> index.replicaIdentity() && index.touches(column.number()))
			.forEach((index) -> error(draft.namedBy(), table,
					"index %s on column \"%s\" is the replica identity.".formatted(index.name(), column.name()),
					"Use another replica identity for the migration."));
		boolean sameName = table.find(column.name()).filter((now) -> now.ancestor() == column).isPresent();
		if (!sameName) {
			this.findings.addAll(new UserTriggers(table).reading(draft, column));
		}
		ColumnDraft replacement = work.indexes().replacements().get(column.number());
		if (replacement != null) {
			ofPartitions(work, replacement, column);
			this.findings.addAll(new UserTriggers(table).notSeeing(replacement.operation(), column));
		}
	}

	/** Partitions get only copies of the objects of the partitioned table. */
	private void ofPartitions(TableWork work, ColumnDraft replacement, Column column) {
		for (PartitionObject object : work.table().source().partitionObjects()) {
			if (object.columns().contains(column.number())) {
				error(replacement.operation(), work.table(),
						"column \"%s\" changes its values, and %s of a single partition would be lost at complete."
							.formatted(column.name(), object.name()),
						"Create it on the partitioned table instead, or drop it and create it again after complete.");
			}
		}
	}

	private boolean isDropped(String schema, String table) {
		return schema.equals(this.draft.catalogue().schema()) && this.draft.tables()
			.stream()
			.anyMatch((other) -> other.physicalName().equals(table) && other.name() == null);
	}

	private void droppedTable(SharedTable table, Table source) {
		for (Dependant dependant : source.dependants()) {
			if (KEEPING_TABLES.contains(dependant.kind())) {
				error(table.namedBy(), table, "is dropped at complete, and %s.".formatted(use(dependant)),
						"Drop it first, in a migration before this one.");
			}
		}
		for (RowTypeUse use : source.rowTypeUses()) {
			if (use.how() != RowTypeUse.How.ROWTYPE) {
				error(table.namedBy(), table,
						"is dropped at complete, and %s is made of its row type.".formatted(use.name()),
						"Drop it first, in a migration before this one.");
			}
		}
		for (ForeignKey key : source.inboundForeignKeys()) {
			TableDraft from = this.draft.tables()
				.stream()
				.filter((other) -> other.physicalName().equals(key.fromTable()))
				.findFirst()
				.orElse(null);
			boolean alsoGone = key.fromSchema().equals(this.draft.catalogue().schema()) && from != null
					&& (from.name() == null || from == table || losesColumns(from, key));
			if (!alsoGone) {
				error(table.namedBy(), table, "is dropped at complete, and foreign key %s of %s references it."
					.formatted(key.name(), key.fromTable()), "Drop the foreign key or its column first.");
			}
		}
	}

	private static boolean losesColumns(TableDraft from, ForeignKey key) {
		return from.columns()
			.stream()
			.anyMatch((column) -> column.isOldOnly() && column.source() != null
					&& key.fromNumbers().contains(column.source().number()));
	}

	/**
	 * Returns whether it is dropped with the column or moved to the column's replacement.
	 */
	private static boolean followsColumn(TableWork work, Column column, Dependant dependant) {
		ColumnDraft replacement = work.indexes().replacements().get(column.number());
		return switch (dependant.kind()) {
			case STATISTICS -> true;
			case SEQUENCE_USER -> replacement != null && !replacement.filling().defaultChanged()
					&& column.identity() == Column.Identity.NONE;
			default -> false;
		};
	}

	private static String use(Dependant dependant) {
		return switch (dependant.kind()) {
			case SEQUENCE_USER -> dependant.name() + " uses its sequence";
			case OTHER -> dependant.name() + " depends on it";
			default -> "%s %s depends on it".formatted(
					dependant.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), dependant.name());
		};
	}

	private void error(@Nullable Source source, SharedTable table, String message, @Nullable String advice) {
		this.findings.add(new Finding(Severity.ERROR, source,
				"Table \"%s\": %s".formatted(table.physicalName(), message), advice));
	}

}
