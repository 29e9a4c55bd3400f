package io.github.versionedschema.plan.sync.key;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.sync.LockWait;
import io.github.versionedschema.plan.sync.OwnFunction;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.plan.sync.TriggerSql;
import io.github.versionedschema.plan.sync.TriggersOfBoth;

/**
 * Writes triggers that lock the row of an existing key before
 * {@code ON CONFLICT DO UPDATE} looks for it, which locks the same row a moment later.
 * Otherwise the row may be updated or deleted while PostgreSQL looks for it in the
 * arbiter: a scan misses a row version whose entry is added to a page that it has already
 * read. Usually the insert then finds it by its own entry and tries again, but the other
 * unique index raises an error. Inserts that update nothing lock no row, as this would
 * make others wait: they can fail for this reason.
 * <p>
 * A trigger does not know the arbiter, which can be any unique key. So it also locks rows
 * that only have another key in common with the new row, which the statement itself would
 * not lock. It locks the rows of all keys or none, and none if a session that it waits
 * for waits for this one ({@link LockWait}).
 */
public final class UpsertLocks implements TriggersOfBoth {

	/**
	 * The prefix of a setting of the transaction. It ends with the table's OID, and tells
	 * whether the last insert into the table may update rows instead.
	 */
	private static final String SETTING = "versioned_schema.upsert_";

	/**
	 * {@code INSERT … ON CONFLICT DO UPDATE} fires both triggers, in this order
	 * (PostgreSQL manual, "Overview of Trigger Behavior").
	 */
	private static final List<String> EVENTS = List.of("INSERT", "UPDATE");

	/** A setting of the transaction: whether it has locked rows with a key of the row. */
	private static final String LOCKED = "versioned_schema.upsert_locked";

	/** A setting of the transaction: whether a row may have come since it looked. */
	private static final String AGAIN = "versioned_schema.upsert_again";

	/** Also a statement that would not lock the row must go on at some time. */
	private static final int MOST_MILLIS = 10_000;

	private final Scope scope;

	private final TableKeys keys;

	private final boolean needed;

	/**
	 * Creates the triggers; none if no key that the rows can be found by exists twice.
	 */
	public UpsertLocks(Scope scope, SharedTable table, IndexCopies copies) {
		this.scope = scope;
		this.keys = new TableKeys(scope, table, table.source().indexes());
		this.needed = !new TableKeys(scope, table, copies.indexes()).searchable().isEmpty();
	}

	/**
	 * Returns the condition, in a row trigger, that its statement inserts rows and may
	 * update them instead.
	 */
	static String isUpsert(TableKeys keys) {
		String table = keys.isPartitioned() ? "pg_catalog.pg_partition_root(TG_RELID)::pg_catalog.oid" : "TG_RELID";
		return """
				TG_OP OPERATOR(pg_catalog.=) 'INSERT' AND coalesce(pg_catalog.current_setting('%s' \
				OPERATOR(pg_catalog.||) %s::pg_catalog.text, true) OPERATOR(pg_catalog.=) 'UPDATE', false)"""
			.formatted(SETTING, table);
	}

	/**
	 * Returns the condition that rows with a key of the row that is written are locked.
	 */
	static String hasLocked() {
		return "coalesce(pg_catalog.current_setting('%s', true) OPERATOR(pg_catalog.=) 'true', false)"
			.formatted(LOCKED);
	}

	/**
	 * Returns the statement with which a row trigger of an upsert says that it has locked
	 * a key. Rows may have come before, so they are looked for again after all keys.
	 */
	static String lookAgain() {
		return "PERFORM pg_catalog.set_config('%s', 'true', true);".formatted(AGAIN);
	}

	@Override
	public List<String> createFunctions() {
		if (!this.needed) {
			return List.of();
		}
		List<String> statements = new ArrayList<>();
		statements.addAll(OwnFunction.ofTrigger(Scope.ours(statementFunction()), this.scope, """
				BEGIN
					PERFORM pg_catalog.set_config('%s' OPERATOR(pg_catalog.||) TG_RELID::pg_catalog.text, TG_OP, true);
					RETURN NULL;
				END
				""".formatted(SETTING)));
		statements.addAll(OwnFunction.ofTrigger(Scope.ours(rowFunction()), this.scope, rowBody()));
		return statements;
	}

	/**
	 * One row that is free is locked without a subtransaction, as a transaction may
	 * insert many rows. Others are locked in one order, so that clients seldom wait for
	 * each other.
	 */
	private String rowBody() {
		return """
				DECLARE
					_vs_rows bigint;
					_vs_locked bigint;
				BEGIN
					IF NOT (%s) THEN
						RETURN NEW;
					END IF;
					PERFORM pg_catalog.set_config('%s', 'false', true), pg_catalog.set_config('%s', 'false', true);
					%s
					GET DIAGNOSTICS _vs_rows := ROW_COUNT;
					IF _vs_rows OPERATOR(pg_catalog.=) 0 THEN
						RETURN NEW;
					END IF;
					IF _vs_rows OPERATOR(pg_catalog.=) 1 THEN
						%s
					END IF;
					IF _vs_rows OPERATOR(pg_catalog.>) coalesce(_vs_locked, 0) THEN
						%s
					END IF;
					PERFORM pg_catalog.set_config('%2$s', (_vs_locked OPERATOR(pg_catalog.>) 0)::pg_catalog.text, true);
					RETURN NEW;
				END
				""".formatted(isUpsert(this.keys), LOCKED, AGAIN, select(""), lock(" SKIP LOCKED"), waitForRows());
	}

	private String waitForRows() {
		LockWait wait = new LockWait(lock(""), this.keys.holders(this.keys.searchable()), "", MOST_MILLIS,
				"RETURN NEW;");
		return """
				BEGIN
					%s
				EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
					RETURN NEW;
				END;""".formatted(wait.sql());
	}

	private String lock(String option) {
		return select(" ORDER BY _vs_row.ctid FOR NO KEY UPDATE" + option)
				+ " GET DIAGNOSTICS _vs_locked := ROW_COUNT;";
	}

	private String select(String more) {
		return this.keys.select(this.keys.searchable(), more);
	}

	@Override
	public List<String> dropFunctions() {
		return !this.needed ? List.of()
				: List.of(SyncFunctions.dropFunction(statementFunction()), SyncFunctions.dropFunction(rowFunction()));
	}

	private String statementFunction() {
		return this.keys.function("upsert");
	}

	private String rowFunction() {
		return this.keys.function("upsert_rows");
	}

	@Override
	public List<TriggerSql> triggers() {
		if (!this.needed) {
			return List.of();
		}
		List<TriggerSql> triggers = new ArrayList<>();
		EVENTS.forEach((event) -> triggers.add(TriggerSql.beforeStatement(this.scope.firstTrigger("upsert_" + event),
				event, Scope.ours(statementFunction()))));
		triggers.add(row("lock_00", "true"));
		triggers.add(row("lock_again",
				"coalesce(pg_catalog.current_setting('%s', true) OPERATOR(pg_catalog.=) 'true', false)"
					.formatted(AGAIN)));
		return triggers;
	}

	private TriggerSql row(String purpose, String when) {
		return TriggerSql.before(this.scope.firstTrigger(purpose), "INSERT", when, Scope.ours(rowFunction()),
				List.of());
	}

}
