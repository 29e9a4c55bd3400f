package io.github.versionedschema.plan.check;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.NewForeignKey;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Index;
import org.jspecify.annotations.Nullable;

/**
 * Finds unique indexes of a table that complete drops or replaces although foreign keys
 * rely on them. PostgreSQL would refuse that after the older version is retired.
 */
final class ReferencedIndexes {

	private final SchemaDraft schema;

	private final SharedTable table;

	private final IndexCopies copies;

	private final LeavingKeys leaving;

	private final TableErrors errors;

	ReferencedIndexes(SchemaDraft schema, TableWork work, TableErrors errors) {
		this.schema = schema;
		this.table = work.table();
		this.copies = work.indexes();
		this.leaving = new LeavingKeys(schema);
		this.errors = errors;
	}

	void check() {
		for (Index index : this.table.source().indexes()) {
			Source cause = cause(index);
			if (cause != null) {
				List<String> keys = keys(index);
				if (!keys.isEmpty()) {
					this.errors.ofTable(cause,
							"index \"%s\" is %s at complete, and these foreign keys rely on it: %s.".formatted(
									index.name(), this.copies.indexes().contains(index) ? "replaced" : "dropped",
									String.join(", ", keys)),
							"Drop the foreign keys or their columns first, or keep the index as it is.");
				}
			}
		}
	}

	/** Returns the operation that drops or replaces an index, or null. */
	private @Nullable Source cause(Index index) {
		Source drop = this.table.existingRules().dropOf(index);
		return (drop != null) ? drop
				: removed(index).map(ColumnDraft::namedBy).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/** Returns the columns of an index with which contract drops it. */
	private Stream<ColumnDraft> removed(Index index) {
		return this.table.columns().stream().filter((column) -> {
			Column source = column.source();
			return column.isOldOnly() && source != null && index.touches(source.number());
		});
	}

	private List<String> keys(Index index) {
		boolean late = removed(index).findAny().isEmpty() || this.table.existingRules().drops().contains(index);
		Stream<String> existing = this.table.source()
			.inboundForeignKeys()
			.stream()
			.filter((key) -> !(late ? this.leaving.contains(key) : this.leaving.goesFirst(key)))
			.filter((key) -> reliesOn(key, index))
			.map((key) -> "%s of %s".formatted(key.name(), key.fromTable()));
		Stream<String> added = this.schema.foreignKeys()
			.stream()
			.filter((key) -> key.referenced() == this.table && reliesOn(key, index))
			.map((key) -> "%s of %s".formatted(key.name(), key.table().name()));
		return Stream.concat(existing, added).toList();
	}

	/** Returns the foreign keys of the newer version on the columns of a unique index. */
	List<String> keysOn(Index index) {
		Set<Integer> columns = index.keys().stream().map(Index.Key::column).collect(Collectors.toSet());
		return Stream
			.concat(this.table.source()
				.inboundForeignKeys()
				.stream()
				.filter((key) -> columns.equals(Set.copyOf(key.toNumbers())) && !this.leaving.contains(key))
				.map((key) -> "%s of %s".formatted(key.name(), key.fromTable())),
					this.schema.foreignKeys()
						.stream()
						.filter((key) -> key.referenced() == this.table
								&& columns.equals(numbers(key.referencedColumns().stream())))
						.map((key) -> "%s of %s".formatted(key.name(), key.table().name())))
			.toList();
	}

	private boolean reliesOn(ForeignKey key, Index index) {
		Set<Integer> numbers = Set.copyOf(key.toNumbers());
		return (this.leaving.isCopied(key) || isReplaced(numbers)) ? chosen(numbers).filter(index::equals).isPresent()
				: index.name().equals(key.index()) && numbers.stream().noneMatch(this.copies::isDropped);
	}

	private boolean reliesOn(NewForeignKey key, Index index) {
		Set<Integer> numbers = numbers(key.referencedColumns().stream());
		return numbers.size() == key.referencedColumns().size() && chosen(numbers).filter(index::equals).isPresent();
	}

	private boolean isReplaced(Set<Integer> columns) {
		return columns.stream().anyMatch(this.copies.replacements()::containsKey);
	}

	/**
	 * Returns the index that PostgreSQL chooses for a key that expand adds: the first of
	 * those that are suitable. Empty if it is one that expand builds.
	 */
	private Optional<Index> chosen(Set<Integer> columns) {
		if (isReplaced(columns) && (this.copies.indexes().stream().anyMatch((copy) -> isKey(copy, columns))
				|| this.table.newIndexes().stream().anyMatch((added) -> isKey(added, columns)))) {
			return Optional.empty();
		}
		return this.table.source()
			.indexes()
			.stream()
			.filter((index) -> isKey(index, columns))
			.min(Comparator.comparingLong(Index::oid));
	}

	private static boolean isKey(NewIndex index, Set<Integer> columns) {
		return index.isUniqueOnColumns() && columns.equals(numbers(index.keyColumns().stream()));
	}

	/** Returns the numbers of columns in the older version, as far as it has them. */
	private static Set<Integer> numbers(Stream<ColumnDraft> columns) {
		return columns.map(ColumnDraft::ancestor)
			.filter(Objects::nonNull)
			.map(Column::number)
			.collect(Collectors.toSet());
	}

	private static boolean isKey(Index index, Set<Integer> columns) {
		return index.isUniqueOn(columns) && index.immediate() && index.valid();
	}

}
