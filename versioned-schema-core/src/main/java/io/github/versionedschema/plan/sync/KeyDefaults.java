package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes triggers for foreign keys that set their columns to the default when the
 * referenced row goes or changes its key. Columns of the newer version that are computed
 * from others have no default in the table until complete, so that PostgreSQL sets them
 * to null. The triggers replace this null by the newer version's default. They fire
 * before all others, to which the default looks like any other new value.
 */
public final class KeyDefaults implements TriggersOfBoth {

	private final Scope scope;

	private final SharedTable table;

	private final List<Key> keys;

	public KeyDefaults(Scope scope, SharedTable table, List<Key> keys) {
		this.scope = scope;
		this.table = table;
		this.keys = keys.stream().filter((key) -> !key.defaulted().isEmpty()).toList();
	}

	@Override
	public List<String> createFunctions() {
		return each((number) -> OwnFunction.ofTrigger(Scope.ours(function(number)), this.scope,
				body(this.keys.get(number))));
	}

	@Override
	public List<String> dropFunctions() {
		return each((number) -> List.of(SyncFunctions.dropFunction(function(number))));
	}

	/**
	 * An action of a foreign key is a statement of a trigger. A statement of a client, or
	 * of a trigger while the referenced row is still there, may set the columns to null.
	 */
	@Override
	public List<TriggerSql> triggers() {
		List<TriggerSql> triggers = new ArrayList<>();
		for (int number = 0; number < this.keys.size(); number++) {
			Key key = this.keys.get(number);
			String when = "pg_catalog.pg_trigger_depth() OPERATOR(pg_catalog.>) 0 AND "
					+ key.columns()
						.stream()
						.map((column) -> Rows.field("OLD", column) + " IS NOT NULL")
						.collect(Collectors.joining(" AND "))
					+ key.defaulted()
						.stream()
						.map((column) -> " AND " + Rows.field("NEW", column) + " IS NULL")
						.collect(Collectors.joining());
			triggers.add(TriggerSql.before(this.scope.firstTrigger("00_default_%02d".formatted(number + 1)), "UPDATE",
					when, Scope.ours(function(number)), List.of()));
		}
		return triggers;
	}

	/**
	 * Looks for the referenced row by the foreign key itself, as the names of the
	 * referenced table and its columns may change before those of this table.
	 */
	private static String body(Key key) {
		return """
				DECLARE
					is_there text;
					there boolean;
				BEGIN
					FOR is_there IN
						SELECT pg_catalog.format('SELECT EXISTS (SELECT FROM %%s AS _vs_to WHERE %%s)', c.confrelid::pg_catalog.regclass,
							pg_catalog.string_agg(pg_catalog.format('_vs_to.%%I = $%%s', a.attname, k.number), ' AND '))
						FROM pg_catalog.pg_constraint c
						CROSS JOIN pg_catalog.unnest(c.confkey) WITH ORDINALITY AS k (referenced, number)
						JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.referenced
						WHERE c.conrelid = TG_RELID AND c.contype = 'f' AND (c.confdeltype = 'd' OR c.confupdtype = 'd')
							AND ARRAY(SELECT own.attname FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY AS o (number, place)
								JOIN pg_catalog.pg_attribute own ON own.attrelid = c.conrelid AND own.attnum = o.number
								ORDER BY o.place) = ARRAY[%s]::pg_catalog.name[]
						GROUP BY c.oid, c.confrelid
					LOOP
						EXECUTE is_there INTO there USING %s;
						IF NOT there THEN
				%s		END IF;
					END LOOP;
					RETURN NEW;
				END
				"""
			.formatted(
					key.columns()
						.stream()
						.map((column) -> Identifier.literal(column.physicalName()))
						.collect(Collectors.joining(", ")),
					key.columns().stream().map((column) -> Rows.field("OLD", column)).collect(Collectors.joining(", ")),
					key.defaulted()
						.stream()
						.map((column) -> "\t\t\t%s := (\n%s\n);\n".formatted(Rows.field("NEW", column),
								column.filling().defaultSql()))
						.collect(Collectors.joining()));
	}

	private String function(int number) {
		return this.scope.function(this.table.source().name(), "key_default." + (number + 1));
	}

	private List<String> each(IntFunction<List<String>> statements) {
		return IntStream.range(0, this.keys.size()).mapToObj(statements).flatMap(List::stream).toList();
	}

	/**
	 * A foreign key that sets columns to their defaults.
	 *
	 * @param columns its columns
	 * @param set the columns that it sets
	 */
	public record Key(List<ColumnDraft> columns, List<ColumnDraft> set) {

		public Key {
			columns = List.copyOf(columns);
			set = List.copyOf(set);
		}

		/** Returns the columns whose default is not in the table until complete. */
		List<ColumnDraft> defaulted() {
			return this.set.stream()
				.filter((column) -> column.isNewOnly() && !PhysicalColumns.hasPhysicalDefault(column)
						&& column.filling().defaultSql() != null)
				.toList();
		}

	}

}
