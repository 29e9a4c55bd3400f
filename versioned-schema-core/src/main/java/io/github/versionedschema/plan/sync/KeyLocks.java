package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;

/**
 * A unique key that exists twice makes concurrent {@code INSERT … ON CONFLICT} fail in
 * both versions, because only one of the two indexes can be the arbiter. So writes of one
 * new key wait for each other on an advisory lock, taken on the old key, which both
 * versions' rows have by then. The two indexes keep keys unique with or without it.
 * <p>
 * A key that a row already has needs no lock: every insert finds that row in either
 * index. A row that is just being deleted counts as gone; that a transaction begins to
 * delete it between this look and the insert's own, some microseconds later, is not
 * excluded: to lock the row would let transactions die in deadlocks that they would not
 * have without us.
 * <p>
 * The functions run with their owner's rights: an index may call what the writer could
 * not call by name.
 */
public final class KeyLocks implements TriggersOfBoth {

	/**
	 * Locks of one transaction; beyond it a bulk load would exhaust the server's lock
	 * table ({@code max_locks_per_transaction}).
	 */
	private static final int MOST = 64;

	/**
	 * How long to wait for the lock. Who holds it for longer has written the key long ago
	 * and is waited for by the index itself, is about to wait for us, or is a stranger.
	 * Shorter than {@code deadlock_timeout}, so that no client dies for it.
	 */
	private static final int WAIT_MILLIS = 250;

	private static final String ROW = "_vs_row.";

	/**
	 * A visible row stays unless a transaction that is still running has deleted it. One
	 * that is older than all that run has rolled back or only locked the row; a row that
	 * none has touched is as old as can be.
	 */
	private static final String STAYS = """
			pg_catalog.age(_vs_row.xmax) OPERATOR(pg_catalog.>) \
			pg_catalog.age(pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::pg_catalog.xid)""";

	private final Scope scope;

	private final SharedTable table;

	private final List<Index> keys;

	public KeyLocks(Scope scope, SharedTable table, IndexCopies copies) {
		this.scope = scope;
		this.table = table;
		this.keys = copies.indexes()
			.stream()
			.filter(Index::unique)
			.filter((index) -> !isFilledByItself(table, index))
			.toList();
	}

	/** A key that only ever comes from a sequence never conflicts. */
	private static boolean isFilledByItself(SharedTable table, Index index) {
		return index.keys()
			.stream()
			.allMatch((key) -> table.source()
				.column(key.column())
				.filter((column) -> column.identity() == Column.Identity.ALWAYS)
				.isPresent());
	}

	@Override
	public List<String> createFunctions() {
		return this.keys.stream()
			.flatMap((key) -> OwnFunction.ofTrigger(Scope.ours(function(key)), this.scope, body(key)).stream())
			.toList();
	}

	private String body(Index key) {
		return """
				DECLARE
					_vs_key integer;
					_vs_found boolean;
					_vs_limit text;
					_vs_taken integer := coalesce(nullif(pg_catalog.current_setting('versioned_schema.key_locks', true), ''), '0')::integer;
				BEGIN
					IF _vs_taken OPERATOR(pg_catalog.>=) %1$d%2$s THEN
						RETURN NEW;
					END IF;
					%3$s
					BEGIN
						_vs_key := pg_catalog.hash_record(ROW(%4$s));
					EXCEPTION WHEN undefined_function THEN
						_vs_key := pg_catalog.hashtext(%5$s);
					END;
					IF NOT pg_catalog.pg_try_advisory_xact_lock(TG_RELID::integer, _vs_key) THEN
						_vs_limit := pg_catalog.current_setting('lock_timeout');
						BEGIN
							IF NOT coalesce(nullif(_vs_limit, '0')::interval OPERATOR(pg_catalog.<) '%6$d ms'::interval, false) THEN
								PERFORM pg_catalog.set_config('lock_timeout', '%6$d', true);
							END IF;
							PERFORM pg_catalog.pg_advisory_xact_lock(TG_RELID::integer, _vs_key);
							PERFORM pg_catalog.set_config('lock_timeout', _vs_limit, true);
						EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
							RETURN NEW;
						END;
					END IF;
					PERFORM pg_catalog.set_config('versioned_schema.key_locks', (_vs_taken OPERATOR(pg_catalog.+) 1)::pg_catalog.text, true);
					RETURN NEW;
				END
				"""
			.formatted(MOST, without(key), lookUp(key), row(key), text(key), WAIT_MILLIS);
	}

	/** Returns when a row has no key that could conflict, as alternatives. */
	private String without(Index key) {
		String nulls = key.nullsNotDistinct() ? ""
				: key.keys()
					.stream()
					.map((part) -> " OR " + value(part, "NEW.") + " IS NULL")
					.collect(Collectors.joining());
		String predicate = key.predicate();
		return nulls + ((predicate != null) ? " OR NOT coalesce(" + over(predicate, "NEW.") + ", false)" : "");
	}

	/**
	 * Returns what leaves the function where a row has the key already, that no
	 * transaction has deleted or may be deleting.
	 */
	private String lookUp(Index key) {
		if (key.nullsNotDistinct() || key.keys().stream().anyMatch((part) -> part.equality() == null)) {
			return "";
		}
		boolean partitioned = this.table.source().partitionKey() != null;
		return """
				%s
					IF _vs_found THEN
						RETURN NEW;
					END IF;""".formatted(partitioned ? inPartition(key) : inTable(key));
	}

	private String inTable(Index key) {
		return "SELECT %s INTO _vs_found FROM ONLY %s AS _vs_row WHERE %s;".formatted(STAYS,
				this.scope.table(this.table.physicalName()), hasKey(key, "NEW."));
	}

	/** A statement over the partitioned table would lock each of its partitions. */
	private String inPartition(Index key) {
		String condition = hasKey(key, "($1).").replace("%", "%%");
		return "EXECUTE pg_catalog.format(%s, TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO _vs_found USING NEW;"
			.formatted(Identifier.literal("SELECT " + STAYS + " FROM ONLY %I.%I AS _vs_row WHERE " + condition));
	}

	private String hasKey(Index key, String row) {
		String equal = key.keys()
			.stream()
			.map((part) -> collated(value(part, ROW), part) + " " + part.equality() + " " + value(part, row))
			.collect(Collectors.joining(" AND "));
		return equal + ((key.predicate() != null) ? " AND (" + over(key.predicate(), ROW) + ")" : "");
	}

	/**
	 * Values that are equal have equal hashes, however they are written: {@code 1.0} and
	 * {@code 1.00}, or one moment in two time zones.
	 */
	private String row(Index key) {
		return key.keys().stream().map((part) -> collated(value(part, "NEW."), part)).collect(Collectors.joining(", "));
	}

	/** For types that cannot be hashed. */
	private String text(Index key) {
		return key.keys()
			.stream()
			.map((part) -> value(part, "NEW.") + "::text")
			.collect(Collectors.joining(", ", "pg_catalog.lower(pg_catalog.concat_ws('|', ", "))"));
	}

	private static String collated(String value, Index.Key part) {
		return value + ((part.collation() != null) ? " COLLATE " + part.collation() : "");
	}

	private String value(Index.Key part, String row) {
		if (part.column() == 0) {
			return "(" + over(part.expression(), row) + ")";
		}
		Column column = this.table.source().column(part.column()).orElseThrow();
		String generation = column.generationExpression();
		return (generation != null && !row.equals(ROW)) ? "(" + over(generation, row) + ")"
				: row + Identifier.quote(column.name());
	}

	private String over(String expression, String row) {
		Map<String, String> fields = this.table.source()
			.columns()
			.stream()
			.collect(Collectors.toMap(Column::name, (column) -> row + Identifier.quote(column.name())));
		return new Deparsed(expression).over(fields);
	}

	@Override
	public List<String> dropFunctions() {
		return this.keys.stream().map((key) -> SyncFunctions.dropFunction(function(key))).toList();
	}

	private String function(Index key) {
		return this.scope.function(this.table.physicalName(), key.name() + ".lock");
	}

	@Override
	public List<TriggerSql> triggers() {
		List<TriggerSql> triggers = new ArrayList<>();
		int number = 0;
		for (Index key : this.keys) {
			String name = "!versioned_schema_lock_%02d".formatted(++number);
			triggers.add(TriggerSql.before(name, "INSERT", "true", Scope.ours(function(key)), List.of()));
			triggers
				.add(TriggerSql.before(name + "_update", "UPDATE", changed(key), Scope.ours(function(key)), List.of()));
		}
		return triggers;
	}

	/** A condition before the row is written cannot read what is generated from it. */
	private String changed(Index key) {
		List<Column> columns = key.columns()
			.stream()
			.map((number) -> this.table.source().column(number).orElseThrow())
			.toList();
		return columns.stream().anyMatch((column) -> column.generation() != Column.Generation.NONE) ? "true"
				: "pg_catalog.record_image_ne(%s, %s)".formatted(record(columns, "OLD."), record(columns, "NEW."));
	}

	private static String record(List<Column> columns, String row) {
		return columns.stream()
			.map((column) -> row + Identifier.quote(column.name()))
			.collect(Collectors.joining(", ", "ROW(", ")"));
	}

}
