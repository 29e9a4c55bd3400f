package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Catalogue.RelationKind;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;

/**
 * The tables of a draft, existing and created ones, found by their names in the newer
 * version. What is not found is refused, with similar names as advice.
 */
final class SchemaTables {

	private final Catalogue catalogue;

	private final List<TableDraft> tables = new ArrayList<>();

	private final Set<String> missed = new HashSet<>();

	private final Set<String> left = new HashSet<>();

	/**
	 * Creates an empty list of tables.
	 * @param catalogue the base schema, whose other relations use names too
	 */
	SchemaTables(Catalogue catalogue) {
		this.catalogue = catalogue;
	}

	/** Returns all tables, including tables that the newer version does not have. */
	List<TableDraft> all() {
		return Collections.unmodifiableList(this.tables);
	}

	/** Returns the tables that the chain creates and the newer version has. */
	List<CreatedTable> created() {
		return this.tables.stream()
			.filter((table) -> table instanceof CreatedTable && table.name() != null)
			.map((table) -> (CreatedTable) table)
			.toList();
	}

	/** Adds a table. */
	void add(TableDraft table) {
		this.tables.add(table);
	}

	/** Marks a name that a rejected operation would have given to a table. */
	void miss(String name) {
		this.missed.add(name);
	}

	/** Marks the names that a table has, and would have after a rejected operation. */
	void notRenamed(String from, String to) {
		this.left.add(from);
		this.missed.add(to);
	}

	/** Returns whether a table has the name only because an operation was rejected. */
	boolean isLeft(String name) {
		return this.left.contains(name);
	}

	/**
	 * Returns the table with this name in the newer version.
	 * @throws Rejection if there is none, or if it cannot be changed
	 */
	TableDraft changeable(String name) {
		TableDraft table = find(name);
		if (table instanceof SharedTable shared) {
			requireSupported(shared.source());
		}
		return table;
	}

	/**
	 * Returns the table with this name in the newer version, even if it cannot be
	 * changed.
	 * @throws Rejection if there is none
	 */
	TableDraft find(String name) {
		if (this.missed.contains(name)) {
			throw Rejection.consequence();
		}
		return this.tables.stream()
			.filter((table) -> name.equals(table.name()))
			.findFirst()
			.orElseThrow(
					() -> new Rejection(
							(isOther(name) ? "%s in schema %s is not a table." : "There is no table %s in schema %s.")
								.formatted(Names.shown(name), Names.shown(this.catalogue.schema())),
							Names.suggestion(name,
									Stream
										.concat(this.tables.stream().map(TableDraft::name).filter(Objects::nonNull),
												named(RelationKind.TABLE))
										.toList())));
	}

	private static void requireSupported(Table table) {
		if (table.kind() == Table.Kind.PARTITION) {
			throw new Rejection("Table %s is a partition.".formatted(Names.shown(table.name())),
					"Change the partitioned table; its partitions follow.");
		}
		if (table.kind() == Table.Kind.FOREIGN) {
			throw new Rejection("Table %s is a foreign table.".formatted(Names.shown(table.name())),
					"Use the sql operation.");
		}
		if (table.extension() != null) {
			throw new Rejection(
					"Table %s belongs to extension %s.".formatted(Names.shown(table.name()), table.extension()), null);
		}
		if (table.kind() == Table.Kind.ORDINARY && (!table.children().isEmpty() || !table.parents().isEmpty())) {
			throw new Rejection("Table %s takes part in inheritance.".formatted(Names.shown(table.name())),
					"Triggers of a parent do not fire for its children. Use partitions, or the sql operation.");
		}
	}

	/**
	 * Returns the index's table.
	 * @throws Rejection if the newer version does not have the index
	 */
	TableDraft ofIndex(String index) {
		return this.tables.stream()
			.filter((table) -> table.name() != null && has(table, index))
			.findFirst()
			.orElseThrow(() -> missingIndex(index));
	}

	private Rejection missingIndex(String index) {
		return this.catalogue.tables()
			.stream()
			.filter((table) -> table.index(index).isPresent())
			.findFirst()
			.map((table) -> new Rejection(
					"An earlier operation drops index %s of table %s, by itself or with a column or the table."
						.formatted(Names.shown(index), Names.shown(table.name())),
					"Leave the operation out."))
			.orElseGet(() -> new Rejection(
					"There is no index %s in schema %s.".formatted(Names.shown(index),
							Names.shown(this.catalogue.schema())),
					Names.suggestion(index,
							Stream.concat(this.catalogue.tables()
								.stream()
								.flatMap((table) -> table.indexes().stream())
								.map(Index::name), named(RelationKind.INDEX)).toList())));
	}

	private Stream<String> named(RelationKind kind) {
		return this.catalogue.otherRelations()
			.entrySet()
			.stream()
			.filter((relation) -> relation.getValue() == kind)
			.map(Map.Entry::getKey)
			.filter(this::isOther);
	}

	private static boolean has(TableDraft table, String index) {
		if (table instanceof SharedTable shared) {
			return shared.rules().hasIndex(index);
		}
		return ((CreatedTable) table).objects().hasIndex(index);
	}

	/**
	 * Returns whether a table of the newer version or another relation has the name.
	 */
	boolean isTaken(String name) {
		return this.tables.stream().anyMatch((table) -> name.equals(table.name())) || isOther(name);
	}

	/** Returns whether the version has another relation of that name. */
	private boolean isOther(String name) {
		return this.catalogue.otherRelations().containsKey(name) && !this.catalogue.leaving().contains(name);
	}

	/**
	 * Returns whether a table has the name in the database while both versions live.
	 */
	boolean isTakenPhysically(String name) {
		return this.tables.stream().anyMatch((table) -> table.physicalName().equals(name) && !isDroppedAgain(table));
	}

	private static boolean isDroppedAgain(TableDraft table) {
		return table instanceof CreatedTable && table.name() == null;
	}

}
