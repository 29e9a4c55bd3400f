package io.github.versionedschema.plan.write;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.table.NewerReplicaIdentity;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of a table as the newer version of a chain has them after complete.
 */
final class NewerIndexes {

	private final SharedTable draft;

	private final IndexCopies copies;

	private final Table physical;

	private final NewerColumns columns;

	private final NewerConstraints constraints;

	private final NewerReplicaIdentity identity;

	/**
	 * Creates the indexes.
	 * @param draft the table in the chain
	 * @param copies the copies of its indexes
	 * @param physical the table in the database
	 * @param columns its columns
	 * @param constraints its constraints
	 * @param identity its replica identity
	 */
	NewerIndexes(SharedTable draft, IndexCopies copies, Table physical, NewerColumns columns,
			NewerConstraints constraints, NewerReplicaIdentity identity) {
		this.draft = draft;
		this.copies = copies;
		this.physical = physical;
		this.columns = columns;
		this.constraints = constraints;
		this.identity = identity;
	}

	List<Index> list() {
		Set<Integer> numbers = this.columns.numbers();
		return this.physical.indexes()
			.stream()
			.filter((index) -> numbers.containsAll(index.columns()))
			.map(this::index)
			.toList();
	}

	private Index index(Index index) {
		for (Index original : Stream.concat(this.copies.indexes().stream(), this.copies.exclusions().stream())
			.toList()) {
			if (this.copies.copyName(original).equals(index.name())) {
				boolean stays = original.constraint() == null || this.physical.kind() != Table.Kind.PARTITIONED;
				return seen(index, original.name(), original.constraint(), original.primary(), index.immediate(),
						stays && index.valid());
			}
		}
		for (NewIndex added : this.draft.newIndexes()) {
			if (added.waitingName().equals(index.name())) {
				return seen(index, added.name(), added.isConstraint() ? added.name() : null, added.isPrimary(),
						added.immediate(), index.valid());
			}
		}
		// An even older version may have another index of the name.
		Index known = this.draft.source()
			.indexes()
			.stream()
			.filter((other) -> other.oid() == index.oid())
			.findFirst()
			.orElse(index);
		return seen(index, known.name(), known.constraint(), known.primary(), known.immediate(), index.valid());
	}

	private Index seen(Index index, String name, @Nullable String constraint, boolean primary, boolean immediate,
			boolean valid) {
		List<Index.Key> keys = index.keys()
			.stream()
			.map((key) -> new Index.Key(key.column(), this.columns.seen(key.expression()), key.collation(),
					key.opclass(), key.descending(), key.nullsFirst(), key.exclusionOperator(), key.equality()))
			.toList();
		String renamed = this.constraints.renamed(constraint);
		return new Index(index.oid(), (renamed != null) ? renamed : name, index.unique(), primary, index.exclusion(),
				valid, immediate, index.nullsNotDistinct(), index.method(), keys, index.includedColumns(),
				(index.predicate() != null) ? this.columns.seen(index.predicate()) : null, index.definition(), renamed,
				this.identity.isIndex(name), index.clustered(), index.tablespace(), index.storageParameters(),
				index.comment(), index.inherited(), index.parts(), index.columns());
	}

}
