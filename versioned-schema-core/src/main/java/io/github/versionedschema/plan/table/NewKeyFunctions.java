package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.sync.OwnFunction;
import io.github.versionedschema.plan.sync.Rows;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.schema.Identifier;

/**
 * Functions of the columns of a new unique index with expressions or a condition: whether
 * a row of the table has the key, and a hash of the key. Without them, the names that a
 * user's expression contains could mean variables of the trigger function that calls it.
 * They are used only until the newer version is published, so the columns have the names
 * that the expressions use.
 */
final class NewKeyFunctions {

	private static final String ROW = "_vs_row";

	private final TableWork work;

	private final NewIndex index;

	NewKeyFunctions(TableWork work, NewIndex index) {
		this.work = work;
		this.index = index;
	}

	/** Returns the name of the index. */
	String name() {
		return this.index.name();
	}

	/** Returns the columns that the functions take. */
	List<ColumnDraft> columns() {
		return this.index.columns();
	}

	/** Returns the statements that create them. */
	List<String> create() {
		String keys = names().stream().map((name) -> ", " + name).collect(Collectors.joining());
		String given = names().stream().map((name) -> " AND " + name + " IS NOT NULL").collect(Collectors.joining());
		String same = IntStream.range(0, names().size())
			.mapToObj((number) -> "%s IN (%s) AND ".formatted(values().get(number), names().get(number)))
			.collect(Collectors.joining());
		List<String> statements = new ArrayList<>();
		statements
			.addAll(create("hash", "integer", "pg_catalog.hash_record(ROW('guard'::pg_catalog.text%s))".formatted(keys),
					" WHERE _vs_key.applies" + given));
		statements.addAll(create("taken", "boolean",
				"EXISTS (SELECT FROM %s AS %s WHERE %s%s)".formatted(this.work.sqlName(), ROW, same, condition()), ""));
		return statements;
	}

	private List<String> create(String purpose, String type, String value, String where) {
		String name = Scope.ours(function(purpose));
		String parameters = columns().stream()
			.map((column) -> Identifier.quote(column.physicalName()) + " " + column.type())
			.collect(Collectors.joining(", "));
		return OwnFunction.create(name,
				"CREATE OR REPLACE FUNCTION %s(%s) RETURNS %s LANGUAGE sql\nRETURN (SELECT %s FROM %s%s)"
					.formatted(name, parameters, type, value, key(function(purpose)), where));
	}

	/** Returns the key of the arguments of a function, as a table. */
	private String key(String function) {
		String values = IntStream.range(0, values().size())
			.mapToObj((number) -> "%s AS part_%d, ".formatted(values().get(number), number))
			.collect(Collectors.joining());
		String arguments = columns().stream()
			.map((column) -> "%1$s.%2$s AS %2$s".formatted(Identifier.quote(function),
					Identifier.quote(column.physicalName())))
			.collect(Collectors.joining(", "));
		return "(SELECT %s%s AS applies FROM (SELECT %s) AS %s) AS _vs_key".formatted(values, condition(), arguments,
				ROW);
	}

	private List<String> names() {
		return IntStream.range(0, this.index.keys().size()).mapToObj((number) -> "_vs_key.part_" + number).toList();
	}

	private List<String> values() {
		return this.index.keys()
			.stream()
			.map((key) -> (key.expression() != null) ? "(\n" + key.expression().sql() + "\n)"
					: ROW + "." + Identifier.quote(Objects.requireNonNull(key.column()).physicalName()))
			.toList();
	}

	private String condition() {
		return (this.index.predicate() != null) ? "(\n" + this.index.predicate().sql() + "\n)" : "true";
	}

	/** Returns the statements that drop them. */
	List<String> drop() {
		return List.of(SyncFunctions.dropFunction(function("taken")), SyncFunctions.dropFunction(function("hash")));
	}

	/**
	 * Returns a hash of the key of a row; null if the index does not bind the row. Equal
	 * keys have equal hashes.
	 */
	String hash(String row) {
		return call("hash", row);
	}

	/** Returns the condition that a row of the table has the key of a row. */
	String isTaken(String row) {
		return call("taken", row);
	}

	private String call(String purpose, String row) {
		return Scope.ours(function(purpose)) + columns().stream()
			.map((column) -> Rows.field(row, column))
			.collect(Collectors.joining(", ", "(", ")"));
	}

	private String function(String purpose) {
		return this.work.scope().function(this.work.name(), this.index.name() + ".key." + purpose);
	}

}
