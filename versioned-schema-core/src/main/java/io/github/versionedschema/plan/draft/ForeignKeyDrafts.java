package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.migration.model.ForeignKeyReference;
import io.github.versionedschema.migration.model.TableForeignKeyReference;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.DroppedConstraint;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;

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

	/** Returns the names of the keys of a table. */
	Stream<String> names(TableDraft table) {
		return this.keys.stream().filter((key) -> key.table() == table).map(NewForeignKey::name);
	}

	/** Takes back a key that the chain adds, if there is one of the name. */
	Optional<DroppedConstraint> drop(TableDraft table, String name) {
		Optional<NewForeignKey> added = this.keys.stream()
			.filter((key) -> key.table() == table && key.name().equals(name))
			.findFirst();
		added.ifPresent(this.keys::remove);
		return added.map((key) -> new DroppedConstraint(name, key.columns(), false, false));
	}

	void add(TableDraft table, List<ColumnDraft> columns, ForeignKeyReference reference, Source source) {
		add(reference.name(), table, columns,
				new TableForeignKeyReference(reference.table(), List.of(reference.column()), reference.onDelete(),
						reference.onUpdate(), reference.matchType(), List.of()),
				reference.deferrable(), reference.initiallyDeferred(), source);
	}

	void add(String name, TableDraft table, List<ColumnDraft> columns, TableForeignKeyReference reference,
			boolean deferrable, boolean initiallyDeferred, Source source) {
		table.requireFreeConstraint(name);
		String waitingName = (table instanceof SharedTable shared) ? waitingName(shared, name) : name;
		TableDraft referenced = this.schema.find(reference.table());
		List<ColumnDraft> keys = reference.columns().stream().map(referenced::column).toList();
		if (keys.size() != columns.size()) {
			throw new Rejection("Foreign key %s has %d columns and references %d.".formatted(Names.shown(name),
					columns.size(), keys.size()), null);
		}
		requireKey(name, referenced, keys);
		this.keys.add(new NewForeignKey(name, waitingName, table, columns, referenced, keys,
				setColumns(name, table, columns, reference), reference, deferrable, initiallyDeferred, source));
	}

	private static List<ColumnDraft> setColumns(String name, TableDraft table, List<ColumnDraft> columns,
			TableForeignKeyReference reference) {
		List<ColumnDraft> set = reference.onDeleteSetColumns().stream().map(table::column).toList();
		for (ColumnDraft column : set) {
			if (!columns.contains(column)) {
				throw new Rejection(
						"Foreign key %s sets column %s on delete, which is not one of its columns %s."
							.formatted(Names.shown(name), Names.shown(column.name()), columns),
						"Name only columns of the key in \"on_delete_set_columns\".");
			}
		}
		return set;
	}

	/**
	 * Returns the name until complete. A check gets its name when older versions are
	 * removed, a foreign key in expand, when a constraint that only older versions have
	 * by this name still has it.
	 */
	private String waitingName(SharedTable table, String name) {
		Set<String> taken = table.source().physical().takenConstraints();
		if (!taken.contains(name) && table.existingRules().drops().names().contains(name)) {
			return TableDraft.waitingName(name);
		}
		if (!taken.contains(name) && table.source().constraint(name).isEmpty()) {
			return name;
		}
		if (table.existingRules().renamedConstraints().containsKey(name)
				&& table.source().kind() == Table.Kind.PARTITIONED) {
			throw new Rejection("Constraint %s of table %s is renamed, but those of its partitions keep their names."
				.formatted(Names.shown(name), Names.shown(table.name())), "Choose another name.");
		}
		// Several live versions may have a key of the name, each on other columns.
		return TableDraft.waitingName(this.schema.newSchema() + "_" + name);
	}

	/** Requires that the columns of a table that keys reference are unique. */
	void requireKeys(TableDraft referenced) {
		this.keys.stream()
			.filter((key) -> key.referenced() == referenced)
			.forEach((key) -> requireKey(key.name(), referenced, key.referencedColumns()));
	}

	private static void requireKey(String name, TableDraft referenced, List<ColumnDraft> columns) {
		Set<ColumnDraft> wanted = Set.copyOf(columns);
		if (isKey(referenced, wanted)) {
			return;
		}
		String key = "Foreign key %s references columns %s of %s, ".formatted(Names.shown(name), columns,
				Names.shown(referenced.name()));
		if (isUnsuitableKey(referenced, wanted)) {
			throw new Rejection(key + "whose unique key is deferrable, invalid, or replaced at complete.",
					"Add a unique constraint on exactly these columns first, repair an invalid index with REINDEX, or complete first.");
		}
		throw new Rejection(key + "which are not unique.",
				"Add a primary key or a unique constraint on exactly these columns first.");
	}

	private static boolean isKey(TableDraft table, Set<ColumnDraft> columns) {
		if (table instanceof SharedTable shared) {
			return isNewKey(shared, columns)
					|| indexes(shared, columns).anyMatch((index) -> index.immediate() && index.valid());
		}
		return ((CreatedTable) table).objects().keys().contains(columns);
	}

	/**
	 * Returns whether the columns are unique in a way that PostgreSQL does not accept.
	 */
	private static boolean isUnsuitableKey(TableDraft table, Set<ColumnDraft> columns) {
		return (table instanceof SharedTable shared)
				? indexes(shared, columns).findAny().isPresent()
						|| shared.newIndexes().stream().anyMatch((index) -> index.isUniqueOn(columns))
				: ((CreatedTable) table).objects().keys().containsDeferrable(columns);
	}

	/** Returns the unique indexes of the older version on exactly these columns. */
	private static Stream<Index> indexes(SharedTable table, Set<ColumnDraft> columns) {
		Set<Integer> numbers = new HashSet<>();
		for (ColumnDraft column : columns) {
			if (column.ancestor() != null) {
				numbers.add(column.ancestor().number());
			}
		}
		return table.source()
			.indexes()
			.stream()
			.filter((index) -> numbers.size() == columns.size() && index.isUniqueOn(numbers));
	}

	private static boolean isNewKey(SharedTable table, Set<ColumnDraft> columns) {
		return table.newIndexes().stream().anyMatch((index) -> index.isUniqueOn(columns) && index.immediate());
	}

	void rename(TableDraft table, String from, String to) {
		Names.requireUsable(to, "constraint");
		String waitingName = (table instanceof SharedTable shared) ? waitingName(shared, to) : to;
		this.keys
			.replaceAll((key) -> (key.table() == table && key.name().equals(from)) ? key.named(to, waitingName) : key);
	}

	void forget(ColumnDraft column) {
		this.keys.removeIf((key) -> key.columns().contains(column) || key.referencedColumns().contains(column));
	}

	void move(ColumnDraft from, ColumnDraft to) {
		this.keys.replaceAll((key) -> key.moved(from, to));
	}

}
