package io.github.versionedschema.plan.check;

import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.table.LeavingUses;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.PartitionObject;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * A column that complete removes, alone or in favour of its replacement: finds what
 * depends on it and cannot move to the replacement.
 */
final class RemovedColumn {

	private final TableWork work;

	private final SharedTable table;

	private final Table source;

	private final ColumnDraft draft;

	private final Column column;

	private final @Nullable ColumnDraft replacement;

	private final LateDrops late;

	private final TableErrors errors;

	RemovedColumn(TableWork work, ColumnDraft draft, Column column, LateDrops late, TableErrors errors) {
		this.work = work;
		this.table = work.table();
		this.source = work.table().source();
		this.draft = draft;
		this.column = column;
		this.replacement = work.indexes().replacements().get(column.number());
		this.late = late;
		this.errors = errors;
	}

	void check(SchemaDraft schema) {
		pending();
		dependants(schema);
		generation();
		inboundForeignKeys(schema);
		exclusionConstraints();
		keysWithoutOverlaps();
		replicaIdentity();
		userTriggers();
		if (this.replacement != null) {
			partitions(this.replacement);
			this.errors.addAll(new UserTriggers(this.table).notSeeing(this.replacement.operation(), this.column));
		}
	}

	private void pending() {
		if (this.source.physical().pending().contains(this.column.number())) {
			error("column \"%s\" cannot be changed again while an older version is live that lacks its index, key or identity."
				.formatted(this.column.name()), "Complete up to the version before this migration first.");
		}
	}

	private void dependants(SchemaDraft schema) {
		LeavingUses uses = new LeavingUses(schema);
		boolean last = !uses.isMutual(this.table);
		for (Dependant dependant : this.source.dependants()) {
			if (dependant.columns().contains(this.column.number()) && !this.table.isDropped()
					&& !followsColumn(dependant) && !(last && uses.contains(dependant))) {
				error("column \"%s\" is dropped at complete, and %s.".formatted(this.column.name(),
						Dependants.use(dependant)), this.late.advice(dependant.name(), advice(dependant)));
			}
		}
	}

	/**
	 * Returns whether it is dropped, too, or moved to the column's replacement.
	 */
	private boolean followsColumn(Dependant dependant) {
		return switch (dependant.kind()) {
			case STATISTICS -> true;
			case GENERATED_COLUMN -> isGeneratedForOlderVersions(dependant);
			case SEQUENCE_USER -> this.column.identity() == Column.Identity.NONE;
			default -> this.replacement != null && dependant.isMovable();
		};
	}

	/**
	 * The name of a generated column ends with that of the column, quoted if necessary.
	 */
	private boolean isGeneratedForOlderVersions(Dependant dependant) {
		return this.table.columns()
			.stream()
			.filter((other) -> other.isShared() && other.isGenerated())
			.map((other) -> "." + other.physicalName())
			.noneMatch((name) -> dependant.name().replace("\"", "").endsWith(name.replace("\"", "")));
	}

	private static String advice(Dependant dependant) {
		return switch (dependant.kind()) {
			case FUNCTION -> "Change it first so that it does without the column, or drop it.";
			case MATERIALIZED_VIEW, RULE ->
				"Drop it in an \"sql\" operation before this one, and create it again in one with \"onComplete\".";
			case PARTITION_KEY ->
				"PostgreSQL cannot change the key of a partitioned table. Create another table with the new key.";
			case PUBLICATION -> "Set its columns and its row filter first (ALTER PUBLICATION ... SET TABLE).";
			default -> "Drop or change it first, in a migration before this one.";
		};
	}

	private void generation() {
		if (this.column.generation() != Column.Generation.NONE && this.replacement != null) {
			error("column \"%s\" is generated: its values cannot be changed.".formatted(this.column.name()),
					"Drop it and add another one.");
		}
	}

	private void inboundForeignKeys(SchemaDraft schema) {
		LeavingKeys leaving = new LeavingKeys(schema);
		for (ForeignKey key : this.source.inboundForeignKeys()) {
			if (key.toNumbers().contains(this.column.number()) && this.replacement == null && !leaving.contains(key)) {
				error("column \"%s\" is dropped at complete, and foreign key %s of %s references it."
					.formatted(this.column.name(), key.name(), key.fromTable()), "Drop the foreign key first.");
			}
		}
	}

	private void exclusionConstraints() {
		for (Constraint constraint : this.source.constraints()) {
			if (constraint.type() == Constraint.Type.EXCLUDE && constraint.columns().contains(this.column.number())
					&& this.source.kind() == Table.Kind.PARTITIONED && this.replacement != null
					&& !this.table.existingRules().drops().contains(constraint)) {
				error("exclusion constraint %s of a partitioned table cannot be copied to the new shape of column \"%s\"."
					.formatted(constraint.name(), this.column.name()),
						"Drop the constraint first and add it again later.");
			}
		}
	}

	/**
	 * Their indexes are those of exclusion constraints, as which they would be copied,
	 * and a table has only one primary key.
	 */
	private void keysWithoutOverlaps() {
		this.work.indexes()
			.exclusions()
			.stream()
			.filter((index) -> index.unique() && index.touches(this.column.number()))
			.forEach((index) -> error("column \"%s\" changes its values, and key %s has a part WITHOUT OVERLAPS."
				.formatted(this.column.name(), index.name()), "Drop the key first and add it again later."));
	}

	/** The index of each partition is the identity of its rows. */
	private void replicaIdentity() {
		if (this.source.kind() != Table.Kind.PARTITIONED) {
			return;
		}
		this.work.indexes()
			.indexes()
			.stream()
			.filter((index) -> index.replicaIdentity() && index.touches(this.column.number()))
			.forEach((index) -> error(
					"index %s on column \"%s\" is the replica identity.".formatted(index.name(), this.column.name()),
					"Use another replica identity for the migration."));
	}

	private void userTriggers() {
		boolean sameName = this.table.find(this.column.name())
			.filter((now) -> now.ancestor() == this.column)
			.isPresent();
		if (!sameName) {
			this.errors.addAll(new UserTriggers(this.table).reading(this.draft, this.column));
		}
	}

	/** What can be copied in a partition is. */
	private void partitions(ColumnDraft replacement) {
		for (PartitionObject object : this.source.partitionObjects()) {
			if (object.columns().contains(this.column.number())
					&& !object.isCopied(replacement.hasType(this.column.type()))) {
				this.errors.ofTable(replacement.operation(),
						"column \"%s\" changes its values, and %s of a single partition would be lost at complete."
							.formatted(this.column.name(), object.name()),
						"Create it on the partitioned table instead, or drop it and create it again after complete.");
			}
		}
	}

	private void error(String message, String advice) {
		this.errors.ofTable(this.draft.namedBy(), message, advice);
	}

}
