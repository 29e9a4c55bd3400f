package io.github.versionedschema.plan.check;

import java.util.List;
import java.util.Objects;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.table.IndexBuild;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds indexes that cannot be copied exactly, and new indexes that cannot be created.
 */
final class UnsupportedIndexes {

	private final SchemaDraft schema;

	private final TableWork work;

	private final Table source;

	private final TableErrors errors;

	UnsupportedIndexes(SchemaDraft schema, TableWork work, TableErrors errors) {
		this.schema = schema;
		this.work = work;
		this.source = work.table().source();
		this.errors = errors;
	}

	void checkNew() {
		for (NewIndex index : this.work.table().newIndexes()) {
			constraintOverPartitions(index);
			uniqueOverPartitions(index);
			textOfAnotherMoment(index);
		}
	}

	/** PostgreSQL can give a partitioned table a constraint only with a scan of it. */
	private void constraintOverPartitions(NewIndex index) {
		if (index.isConstraint() && this.source.kind() == Table.Kind.PARTITIONED) {
			this.errors.add(index.source(),
					"Unique constraint \"%s\" cannot be added to a partitioned table without blocking its clients."
						.formatted(index.name()),
					"Use create_index with \"unique\": true and all columns of the partition key (%s)."
						.formatted(this.source.partitionKey()));
		}
	}

	/** PostgreSQL enforces uniqueness only within a partition. */
	private void uniqueOverPartitions(NewIndex index) {
		List<Integer> keys = index.keyColumns()
			.stream()
			.map(ColumnDraft::ancestor)
			.filter(Objects::nonNull)
			.map(Column::number)
			.toList();
		boolean partitioned = this.source.dependants()
			.stream()
			.anyMatch((dependant) -> dependant.kind() == Dependant.Kind.PARTITION_KEY
					&& !keys.containsAll(dependant.columns()));
		if (index.unique() && !index.isConstraint() && this.source.kind() == Table.Kind.PARTITIONED && partitioned) {
			this.errors.add(
					index.source(), "Index \"%s\" cannot be unique without all columns of the partition key (%s)."
						.formatted(index.name(), this.source.partitionKey()),
					"Add them to the index, or make it not unique.");
		}
	}

	private void textOfAnotherMoment(NewIndex index) {
		if (!IndexBuild.isDeferred(index)) {
			return;
		}
		for (Expression expression : index.expressions()) {
			if (expression.rowName() == null
					&& expression.calling(ColumnDraft::requiredName).areCertainIn(expression.sql())) {
				continue;
			}
			for (Argument argument : expression.arguments()) {
				if (!argument.name().equals(argument.column().requiredName())) {
					this.errors.add(index.source(),
							"The %s of index \"%s\" calls a column \"%s\" that is called \"%s\" in the end.".formatted(
									(expression == index.predicate()) ? "predicate" : "expression", index.name(),
									argument.name(), argument.column().requiredName()),
							"Create the index after the column is renamed.");
				}
			}
		}
	}

	void checkCopies() {
		for (Index index : this.work.indexes().indexes()) {
			Source cause = this.work.indexes().cause(index.columns());
			if (index.constraint() != null && this.source.kind() == Table.Kind.PARTITIONED) {
				partitionedKey(index, cause);
			}
		}
	}

	/**
	 * The key gets another index at complete, and PostgreSQL lets a foreign key rely on
	 * one index for good.
	 */
	private void partitionedKey(Index index, @Nullable Source cause) {
		if (!index.immediate()) {
			this.errors.ofTable(cause,
					"is partitioned and has the deferrable key %s on a column that changes its values."
						.formatted(index.constraint()),
					"Make the key not deferrable first.");
		}
		List<String> keys = new ReferencedIndexes(this.schema, this.work, this.errors).keysOn(index);
		if (!keys.isEmpty()) {
			this.errors.ofTable(cause,
					"is partitioned and has the key %s on a column that changes its values, and these foreign keys reference it: %s."
						.formatted(index.constraint(), String.join(", ", keys)),
					"Drop the foreign keys in a migration of its own, change the column, and add them again.");
		}
	}

}
