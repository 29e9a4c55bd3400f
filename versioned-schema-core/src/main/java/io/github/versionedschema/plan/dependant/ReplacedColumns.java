package io.github.versionedschema.plan.dependant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.ddl.ColumnRenames;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.PhysicalTable;
import io.github.versionedschema.schema.Table;

/**
 * The replaced columns of a table, whose dependent objects follow the replacements.
 */
final class ReplacedColumns {

	private final TableWork work;

	private final Map<String, ColumnDraft> replacements = new LinkedHashMap<>();

	ReplacedColumns(TableWork work) {
		this.work = work;
		Map<Integer, ColumnDraft> byNumber = work.indexes().replacements();
		for (ColumnDraft column : work.table().columns()) {
			Column source = column.source();
			if (column.isOldOnly() && source != null && byNumber.containsKey(source.number())) {
				this.replacements.put(column.physicalName(), Objects.requireNonNull(byNumber.get(source.number())));
			}
		}
	}

	/** Returns the replacements by the columns' names in the database. */
	Map<String, ColumnDraft> replacements() {
		return this.replacements;
	}

	/**
	 * Returns the statements with which replacements and replaced columns exchange their
	 * names. What PostgreSQL printed before and reads between them uses the replacements.
	 */
	List<String> exchange() {
		Map<String, String> names = new LinkedHashMap<>();
		this.replacements.forEach((old, replacement) -> {
			names.put(old, replacement.physicalName());
			names.put(replacement.physicalName(), old);
		});
		return new ColumnRenames(this.work.sqlName()).of(names);
	}

	/** Returns whether a dependent object of the given kind uses the columns. */
	boolean haveDependant(Dependant.Kind kind) {
		return this.work.table()
			.source()
			.dependants()
			.stream()
			.filter((dependant) -> dependant.kind() == kind)
			.flatMap((dependant) -> dependant.columns().stream())
			.anyMatch(this.work.indexes().replacements()::containsKey);
	}

	/** Returns the beginning of a query for the objects that use the columns. */
	String objects() {
		return objects(DependentObjects.names(this.replacements.keySet()));
	}

	/**
	 * Returns the beginning of a query for the objects that use the columns, or those of
	 * older live versions from which they will move to the columns.
	 */
	String objectsOfAllVersions() {
		PhysicalTable physical = this.work.table().source().physical();
		return objects(
				"""
						ARRAY(SELECT older.attname FROM pg_catalog.pg_attribute older
							WHERE older.attrelid = pg_catalog.to_regclass(%s) AND older.attnum IN (%s) AND NOT older.attisdropped)"""
					.formatted(Identifier.literal(this.work.sqlName()),
							replaced().flatMap((column) -> physical.sources(column.number()).stream())
								.map(String::valueOf)
								.collect(Collectors.joining(", "))));
	}

	/**
	 * Returns the types that columns of the table have when these ones are replaced, by
	 * their numbers. Versions that are completed before leave others than the present.
	 */
	Map<Integer, String> newTypes() {
		Map<Integer, String> types = new LinkedHashMap<>();
		Table source = this.work.table().source();
		source.columns()
			.forEach((column) -> source.physical()
				.olderColumns()
				.getOrDefault(column.number(), List.of())
				.forEach((number) -> types.put(number, column.type())));
		replaced().forEach((column) -> source.physical()
			.sources(column.number())
			.forEach((number) -> types.put(number,
					Objects.requireNonNull(this.work.indexes().replacements().get(column.number()))
						.columnType()
						.sql())));
		return types;
	}

	/** Returns the version's columns of which older live versions have others. */
	List<Column> changedSinceOlderVersions() {
		Table source = this.work.table().source();
		return source.columns()
			.stream()
			.filter((column) -> source.physical().olderColumns().containsKey(column.number()))
			.toList();
	}

	/**
	 * Returns an SQL expression for the name of the column that the oldest live version
	 * has for a column.
	 * @param number the number of the column
	 */
	String oldestName(int number) {
		List<Integer> numbers = this.work.table().source().physical().sources(number);
		return "(SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = to_regclass(%s) AND NOT attisdropped AND attnum = ANY (ARRAY%s) ORDER BY array_position(ARRAY%s, attnum::int) LIMIT 1)"
			.formatted(Identifier.literal(this.work.sqlName()), numbers, numbers);
	}

	private Stream<Column> replaced() {
		return this.work.table()
			.source()
			.columns()
			.stream()
			.filter((column) -> this.replacements.containsKey(column.physicalName()));
	}

	private String objects(String names) {
		Scope scope = this.work.scope();
		return DependentObjects.of(this.work.sqlName(), names,
				Stream.concat(scope.older().stream(), scope.newer().stream()).toList());
	}

}
