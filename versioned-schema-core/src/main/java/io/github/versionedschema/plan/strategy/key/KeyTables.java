package io.github.versionedschema.plan.strategy.key;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Partition;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The tables of foreign keys, and which of their columns a chain replaces.
 */
final class KeyTables {

	private final String base;

	private final Catalogue catalogue;

	private final List<TableWork> works;

	private final Map<String, TableWork> byName = new HashMap<>();

	/**
	 * Creates the tables.
	 * @param base the schema of the tables
	 * @param works the tables that the chain changes or drops
	 */
	KeyTables(String base, Catalogue catalogue, List<TableWork> works) {
		this.base = base;
		this.catalogue = catalogue;
		this.works = works;
		works.forEach((work) -> this.byName.put(work.table().physicalName(), work));
	}

	/**
	 * Returns the foreign keys with a replaced column on either side that the newer
	 * version has.
	 */
	List<ForeignKey> keys() {
		return all().filter((key) -> isFromReplaced(key) || isToReplaced(key))
			.filter((key) -> !isDropped(key))
			.toList();
	}

	/**
	 * Returns the foreign keys that the newer version does not have and that the
	 * contraction of a table would not drop in time: operations drop them, or replace or
	 * drop a column or drop a key that they reference. Dropped tables take those that
	 * reference them along.
	 */
	List<ForeignKey> leaving() {
		return all()
			.filter((key) -> isDropped(key)
					&& (isDroppedItself(key) || isToReplaced(key) || isToDropped(key) || losesKey(key)))
			.toList();
	}

	private boolean losesKey(ForeignKey key) {
		TableWork to = kept(key.toSchema(), key.toTable());
		return to != null && key.index() != null
				&& to.table()
					.source()
					.index(key.index())
					.filter(to.table().existingRules().drops()::contains)
					.isPresent();
	}

	private boolean isDroppedItself(ForeignKey key) {
		TableWork from = kept(key.fromSchema(), key.fromTable());
		return from != null && from.table().existingRules().drops(key);
	}

	private boolean isToDropped(ForeignKey key) {
		TableWork to = kept(key.toSchema(), key.toTable());
		return to != null && key.toNumbers().stream().anyMatch(to.indexes()::isDropped);
	}

	private Stream<ForeignKey> all() {
		Map<Long, ForeignKey> keys = new LinkedHashMap<>();
		this.works.stream()
			.map((work) -> work.table().source())
			.flatMap((table) -> Stream.concat(table.foreignKeys().stream(), table.inboundForeignKeys().stream()))
			.forEach((key) -> keys.putIfAbsent(key.oid(), key));
		return keys.values().stream();
	}

	private boolean isToReplaced(ForeignKey key) {
		return isReplaced(key.toSchema(), key.toTable(), key.toNumbers());
	}

	/** Returns whether a referencing column is replaced. */
	boolean isFromReplaced(ForeignKey key) {
		return isReplaced(key.fromSchema(), key.fromTable(), key.fromNumbers());
	}

	private boolean isReplaced(String schema, String table, List<Integer> numbers) {
		TableWork work = kept(schema, table);
		return work != null && numbers.stream().anyMatch(work.indexes().replacements()::containsKey);
	}

	private boolean isDropped(ForeignKey key) {
		TableWork from = work(key.fromSchema(), key.fromTable());
		return from != null && (from.table().isDropped() || from.table().existingRules().drops(key)
				|| key.fromNumbers().stream().anyMatch(from.indexes()::isDropped));
	}

	/** Returns whether a table has the key. */
	boolean isOf(TableWork work, ForeignKey key) {
		return work(key.fromSchema(), key.fromTable()) == work;
	}

	private @Nullable TableWork work(String schema, String table) {
		return schema.equals(this.base) ? this.byName.get(table) : null;
	}

	private @Nullable TableWork kept(String schema, String table) {
		TableWork work = work(schema, table);
		return (work != null && !work.table().isDropped()) ? work : null;
	}

	/** Returns the names of the referencing columns until complete. */
	List<String> from(ForeignKey key) {
		return columns(key.fromSchema(), key.fromTable(), key.fromNumbers(), key.fromColumns());
	}

	/** Returns the names of the referenced columns until complete. */
	List<String> to(ForeignKey key) {
		return columns(key.toSchema(), key.toTable(), key.toNumbers(), key.toColumns());
	}

	/** Returns the names of the columns that a deletion sets, until complete. */
	List<String> setOnDelete(ForeignKey key) {
		List<String> names = from(key);
		return key.onDeleteSetColumns().stream().map((name) -> names.get(key.fromColumns().indexOf(name))).toList();
	}

	private List<String> columns(String schema, String table, List<Integer> numbers, List<String> names) {
		TableWork work = work(schema, table);
		List<String> columns = new ArrayList<>();
		for (int index = 0; index < numbers.size(); index++) {
			ColumnDraft replacement = (work != null) ? work.indexes().replacements().get(numbers.get(index)) : null;
			columns.add((replacement != null) ? replacement.physicalName() : names.get(index));
		}
		return columns;
	}

	/** Returns the type of a column in the newer version, if it is known. */
	@Nullable String newType(String schema, String table, int number) {
		TableWork work = work(schema, table);
		ColumnDraft replacement = (work != null) ? work.indexes().replacements().get(number) : null;
		if (replacement != null) {
			return replacement.type();
		}
		return schema.equals(this.base)
				? physical(table).flatMap((known) -> known.column(number)).map(Column::type).orElse(null) : null;
	}

	private Optional<Table> physical(String name) {
		return this.catalogue.tables().stream().filter((table) -> table.physicalName().equals(name)).findFirst();
	}

	/** Returns the name in the older version of the table that has the key. */
	String name(ForeignKey key) {
		return key.fromSchema().equals(this.base) ? physical(key.fromTable()).map(Table::name).orElseGet(key::fromTable)
				: key.fromTable();
	}

	/** Returns the partitions of a table, empty if it has none or is not known. */
	List<Partition> partitions(String table) {
		return physical(table).map(Table::partitions).orElse(List.of());
	}

	/** Returns the last operation that replaces a column of the key. */
	Source source(ForeignKey key) {
		return Stream
			.concat(cause(key.fromSchema(), key.fromTable(), key.fromNumbers()),
					cause(key.toSchema(), key.toTable(), key.toNumbers()))
			.max(Comparator.naturalOrder())
			.orElseThrow();
	}

	private Stream<Source> cause(String schema, String table, List<Integer> numbers) {
		return isReplaced(schema, table, numbers)
				? Stream.ofNullable(Objects.requireNonNull(this.byName.get(table)).indexes().cause(numbers))
				: Stream.empty();
	}

	/** Returns the operations that require the copy. */
	List<String> origin(ForeignKey key) {
		TableWork work = this.byName.getOrDefault(key.fromTable(), this.byName.get(key.toTable()));
		return (work != null) ? work.table().origin() : List.of();
	}

}
