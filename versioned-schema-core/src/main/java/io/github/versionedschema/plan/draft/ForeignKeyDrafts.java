package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.migration.model.ForeignKeyReference;
import io.github.versionedschema.migration.model.TableForeignKeyReference;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Index;

/**
 * The foreign keys that a chain adds. If their columns are replaced or dropped, they are
 * moved or dropped too.
 */
final class ForeignKeyDrafts {

	private final SchemaDraft schema;

	private final List<NewForeignKey> keys = new ArrayList<>();

	ForeignKeyDrafts(SchemaDraft schema) {
		this.schema = schema;
	}

	List<NewForeignKey> all() {
		return Collections.unmodifiableList(this.keys);
	}

	void forget(TableDraft table) {
		this.keys.removeIf((key) -> key.table() == table || key.referenced() == table);
	}

	boolean has(TableDraft table, String name) {
		return this.keys.stream().anyMatch((key) -> key.table() == table && key.name().equals(name));
	}

	void add(TableDraft table, List<ColumnDraft> columns, ForeignKeyReference reference, Source source) {
		add(reference.name(), table, columns,
				new TableForeignKeyReference(reference.table(), List.of(reference.column()), reference.onDelete(),
						reference.onUpdate(), reference.matchType(), List.of()),
				reference.deferrable(), reference.initiallyDeferred(), source);
	}

	void add(String name, TableDraft table, List<ColumnDraft> columns, TableForeignKeyReference reference,
			boolean deferrable, boolean initiallyDeferred, Source source) {
		Names.requireUsable(name, "constraint");
		if (table instanceof SharedTable shared) {
			shared.requireFreeConstraint(name);
			requireFreeAtOnce(shared, name);
		}
		else if (has(table, name)) {
			throw new Rejection(
					"Table %s already has a foreign key %s.".formatted(Names.shown(table.name()), Names.shown(name)),
					"Choose another name.");
		}
		TableDraft referenced = this.schema.find(reference.table());
		List<ColumnDraft> keys = reference.columns().stream().map(referenced::column).toList();
		if (keys.size() != columns.size()) {
			throw new Rejection("Foreign key %s has %d columns and references %d.".formatted(Names.shown(name),
					columns.size(), keys.size()), null);
		}
		requireKey(name, referenced, keys);
		this.keys.add(new NewForeignKey(name, table, columns, referenced, keys, reference, deferrable,
				initiallyDeferred, source));
	}

	/** A check gets its name when older versions are removed, a foreign key in expand. */
	private static void requireFreeAtOnce(SharedTable table, String name) {
		if (table.source().physical().takenConstraints().contains(name)) {
			throw new Rejection("An older live version still has a constraint %s of table %s."
				.formatted(Names.shown(name), Names.shown(table.name())), "Choose another name, or complete first.");
		}
	}

	private static void requireKey(String name, TableDraft referenced, List<ColumnDraft> columns) {
		Set<ColumnDraft> wanted = Set.copyOf(columns);
		boolean unique = (referenced instanceof SharedTable shared) ? isKey(shared, wanted)
				: ((CreatedTable) referenced).keys().contains(wanted);
		if (!unique) {
			throw new Rejection(
					"Foreign key %s references columns %s of %s, which are not unique.".formatted(Names.shown(name),
							columns, Names.shown(referenced.name())),
					"Add a primary key or a unique constraint on exactly these columns first.");
		}
	}

	private static boolean isKey(SharedTable table, Set<ColumnDraft> columns) {
		Set<Integer> numbers = new HashSet<>();
		for (ColumnDraft column : columns) {
			if (column.ancestor() != null) {
				numbers.add(column.ancestor().number());
			}
		}
		boolean existing = numbers.size() == columns.size() && table.source()
			.indexes()
			.stream()
			.anyMatch((index) -> index.unique() && index.predicate() == null
					&& numbers.equals(Set.copyOf(index.keys().stream().map(Index.Key::column).toList())));
		return existing || table.newIndexes()
			.stream()
			.anyMatch((index) -> index.unique() && index.predicate() == null
					&& columns.equals(Set.copyOf(index.keys().stream().map(NewIndex.Key::column).toList())));
	}

	void forget(ColumnDraft column) {
		this.keys.removeIf((key) -> key.columns().contains(column) || key.referencedColumns().contains(column));
	}

	void move(ColumnDraft from, ColumnDraft to) {
		this.keys.replaceAll((key) -> new NewForeignKey(key.name(), key.table(), moved(key.columns(), from, to),
				key.referenced(), moved(key.referencedColumns(), from, to), key.options(), key.deferrable(),
				key.initiallyDeferred(), key.source()));
	}

	private static List<ColumnDraft> moved(List<ColumnDraft> columns, ColumnDraft from, ColumnDraft to) {
		return columns.stream().map((column) -> (column == from) ? to : column).toList();
	}

}
