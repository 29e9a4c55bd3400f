package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;

/**
 * A unique key that exists twice makes concurrent {@code INSERT … ON CONFLICT} fail in
 * both versions, because only one of the two indexes can be the arbiter. So inserts of
 * one key wait for each other on an advisory lock, taken on the old key, which both
 * versions' rows have by then. The functions run with their owner's rights: an index may
 * call what the writer could not call by name.
 */
final class KeyLocks {

	/**
	 * Locks of one transaction; beyond it a bulk load would exhaust the server's lock
	 * table ({@code max_locks_per_transaction}).
	 */
	private static final int MOST = 64;

	private final Scope scope;

	private final SharedTable table;

	private final List<Index> keys;

	KeyLocks(Scope scope, SharedTable table, IndexCopies copies) {
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

	List<String> createFunctions() {
		List<String> statements = new ArrayList<>();
		for (Index key : this.keys) {
			statements.addAll(OwnFunction.ofTrigger(Scope.ours(function(key)), this.scope.base(),
					"""
							DECLARE
								_vs_key integer;
								_vs_taken integer := coalesce(nullif(pg_catalog.current_setting('versioned_schema.key_locks', true), ''), '0')::integer;
							BEGIN
								IF _vs_taken OPERATOR(pg_catalog.<) %d THEN
									PERFORM pg_catalog.set_config('versioned_schema.key_locks', (_vs_taken OPERATOR(pg_catalog.+) 1)::pg_catalog.text, true);
									BEGIN
										_vs_key := pg_catalog.hash_record(ROW(%s));
									EXCEPTION WHEN undefined_function THEN
										_vs_key := pg_catalog.hashtext(%s);
									END;
									PERFORM pg_catalog.pg_advisory_xact_lock(TG_RELID::integer, _vs_key);
								END IF;
								RETURN NEW;
							END
							"""
						.formatted(MOST, row(key), text(key))));
		}
		return statements;
	}

	/**
	 * Values that are equal have equal hashes, however they are written: {@code 1.0} and
	 * {@code 1.00}, or one moment in two time zones.
	 */
	private String row(Index key) {
		return key.keys()
			.stream()
			.map((part) -> value(part) + ((part.collation() != null) ? " COLLATE " + part.collation() : ""))
			.collect(Collectors.joining(", "));
	}

	/** For types that cannot be hashed. */
	private String text(Index key) {
		return key.keys()
			.stream()
			.map((part) -> value(part) + "::text")
			.collect(Collectors.joining(", ", "pg_catalog.lower(pg_catalog.concat_ws('|', ", "))"));
	}

	private String value(Index.Key part) {
		Map<String, String> fields = this.table.source()
			.columns()
			.stream()
			.collect(Collectors.toMap(Column::name, (column) -> "NEW." + Identifier.quote(column.name())));
		return (part.column() == 0) ? "(" + new Deparsed(part.expression()).over(fields) + ")"
				: Objects.requireNonNull(fields.get(this.table.source().column(part.column()).orElseThrow().name()));
	}

	List<String> dropFunctions() {
		return this.keys.stream().map((key) -> SyncFunctions.dropFunction(function(key))).toList();
	}

	private String function(Index key) {
		return this.scope.function(this.table.physicalName(), key.name() + ".lock");
	}

	List<TriggerSql> triggers() {
		List<TriggerSql> triggers = new ArrayList<>();
		for (Index key : this.keys) {
			triggers.add(TriggerSql.before("!versioned_schema_lock_%02d".formatted(triggers.size() + 1), "INSERT",
					"true", Scope.ours(function(key)), List.of()));
		}
		return triggers;
	}

}
