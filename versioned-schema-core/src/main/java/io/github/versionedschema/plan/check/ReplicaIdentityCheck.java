package io.github.versionedschema.plan.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.github.versionedschema.migration.model.ReplicaIdentityDefinition.Type;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.draft.rule.NewReplicaIdentity;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Publication;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds replica identities that PostgreSQL would refuse, and published tables whose rows
 * nothing would identify, so that updates and deletes of clients would fail.
 */
final class ReplicaIdentityCheck {

	private final SharedTable table;

	private final Table source;

	private final IndexCopies copies;

	private final TableErrors errors;

	ReplicaIdentityCheck(TableWork work, TableErrors errors) {
		this.table = work.table();
		this.source = work.table().source();
		this.copies = work.indexes();
		this.errors = errors;
	}

	void check() {
		NewReplicaIdentity identity = this.table.replicaIdentity();
		if (identity != null && identity.type() == Type.INDEX) {
			String index = Objects.requireNonNull(identity.index());
			Optional<NewIndex> added = this.table.newIndexes()
				.stream()
				.filter((candidate) -> candidate.name().equals(index))
				.findFirst();
			if (added.isPresent()) {
				requireSuitable(added.get(), identity.source());
			}
			else {
				requireSuitable(index, identity.source());
			}
		}
		else if (identity == null) {
			this.copies.indexes()
				.stream()
				.filter(Index::replicaIdentity)
				.forEach((index) -> requireNotNull(index.name(), columns(index), cause(index)));
		}
		List<String> publications = this.source.publications()
			.stream()
			.filter(Publication::updatesOrDeletes)
			.map(Publication::name)
			.toList();
		Source loss = lossOfIdentity(identity);
		if (!publications.isEmpty() && loss != null) {
			this.errors.ofTable(loss,
					"is published by %s, and without a replica identity PostgreSQL refuses updates and deletes of it."
						.formatted(String.join(", ", publications)),
					"Set another replica identity, or take the table out of the publication first.");
		}
	}

	private void requireSuitable(NewIndex index, Source operation) {
		boolean suitable = require(operation, index.unique(), "cannot use non-unique index \"%s\"", index.name())
				&& require(operation, !index.hasExpression(), "cannot use expression index \"%s\"", index.name())
				&& require(operation, index.predicate() == null, "cannot use partial index \"%s\"", index.name());
		if (suitable) {
			requireNotNull(index.name(), index.keyColumns(), operation);
		}
	}

	private void requireSuitable(String name, Source operation) {
		Index index = this.source.index(name).filter((existing) -> !isLeaving(existing)).orElse(null);
		if (index == null) {
			this.errors.ofTable(operation,
					"index \"%s\" is dropped in the same chain and cannot be the replica identity.".formatted(name),
					"Use another replica identity.");
			return;
		}
		boolean suitable = require(operation, index.unique(), "cannot use non-unique index \"%s\"", name)
				&& require(operation, index.immediate(), "cannot use non-immediate index \"%s\"", name)
				&& require(operation, index.keys().stream().allMatch((key) -> key.column() != 0),
						"cannot use expression index \"%s\"", name)
				&& require(operation, index.predicate() == null, "cannot use partial index \"%s\"", name)
				&& require(operation, index.valid(), "cannot use invalid index \"%s\"", name);
		if (suitable) {
			requireNotNull(name, columns(index), operation);
		}
	}

	private boolean require(Source operation, boolean suitable, String message, String index) {
		if (!suitable) {
			this.errors.ofTable(operation, message.formatted(index) + " as replica identity.",
					"PostgreSQL needs a unique index on columns that are NOT NULL, not partial and not deferrable.");
		}
		return suitable;
	}

	private void requireNotNull(String index, List<ColumnDraft> columns, @Nullable Source operation) {
		columns.stream()
			.filter((column) -> !column.notNull())
			.findFirst()
			.ifPresent(
					(column) -> this.errors.ofTable(operation,
							"index \"%s\" cannot be used as replica identity because column \"%s\" is nullable."
								.formatted(index, column),
							"Set the column NOT NULL, or use another replica identity."));
	}

	private List<ColumnDraft> columns(Index index) {
		return index.keys().stream().map((key) -> this.copies.column(key.column())).toList();
	}

	private @Nullable Source cause(Index index) {
		return this.copies.cause(index.columns());
	}

	/** Returns the operation that leaves rows without an identity, or null. */
	private @Nullable Source lossOfIdentity(@Nullable NewReplicaIdentity identity) {
		if (identity != null) {
			boolean lost = identity.type() == Type.NOTHING
					|| (identity.type() == Type.DEFAULT && (this.source.primaryKey().isEmpty() || lossOfKey() != null));
			return lost ? identity.source() : null;
		}
		return switch (this.source.replicaIdentity()) {
			case DEFAULT -> lossOfKey();
			case INDEX -> this.source.indexes()
				.stream()
				.filter((index) -> index.replicaIdentity() && isLeaving(index))
				.findFirst()
				.map(this::loss)
				.orElse(null);
			case NOTHING, FULL -> null;
		};
	}

	private @Nullable Source lossOfKey() {
		return this.source.primaryKey()
			.map(Constraint::name)
			.flatMap(this.source::index)
			.filter(this::isLeaving)
			.map(this::loss)
			.orElse(null);
	}

	private boolean isLeaving(Index index) {
		return this.table.existingRules().leavingIndexes().contains(index.name());
	}

	private Source loss(Index index) {
		Source drop = this.table.existingRules().dropOf(index);
		return (drop != null) ? drop : this.table.lastSource();
	}

}
