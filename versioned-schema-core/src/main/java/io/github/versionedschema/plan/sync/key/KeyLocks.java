package io.github.versionedschema.plan.sync.key;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.sync.AdvisoryWait;
import io.github.versionedschema.plan.sync.OwnFunction;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.plan.sync.TriggerSql;
import io.github.versionedschema.plan.sync.TriggersOfBoth;
import io.github.versionedschema.schema.Index;

/**
 * Writes triggers that serialize inserts of the same key in both versions. If a unique
 * key exists twice, concurrent {@code INSERT … ON CONFLICT} fails, as only one of the two
 * indexes can be the arbiter. So writes of the same new key wait for an advisory lock on
 * the old key, which rows of both versions have at that point. The two indexes enforce
 * uniqueness even without the lock. A key that a row already has takes no lock:
 * {@link UpsertLocks} locks the row if the statement may update it, and looks again after
 * a lock was taken. Before other statements a row that is being deleted counts as
 * deleted.
 * <p>
 * The functions run with their owner's privileges, as an index may call functions that
 * the client may not call.
 */
public final class KeyLocks implements TriggersOfBoth {

	/**
	 * The maximum number of locks of one transaction. With more, a bulk load would
	 * exhaust the server's lock table, which all clients share.
	 */
	private static final String MOST = "pg_catalog.current_setting('max_locks_per_transaction')::integer";

	/**
	 * Most sessions that hold the lock have written the key: the index waits for them.
	 */
	private static final int MOST_MILLIS = 10_000;

	/**
	 * A visible row exists unless a running transaction has deleted it. A transaction
	 * older than all running ones was rolled back or only locked the row. A row without
	 * such a transaction was never changed.
	 */
	private static final String STAYS = """
			pg_catalog.age(_vs_row.xmax) OPERATOR(pg_catalog.>) \
			pg_catalog.age(pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::pg_catalog.xid)""";

	private final Scope scope;

	private final TableKeys keys;

	public KeyLocks(Scope scope, SharedTable table, IndexCopies copies) {
		this.scope = scope;
		this.keys = new TableKeys(scope, table, copies.indexes());
	}

	@Override
	public List<String> createFunctions() {
		List<String> statements = new ArrayList<>();
		for (Index key : this.keys.all()) {
			statements.addAll(OwnFunction.ofTrigger(Scope.ours(function(key)), this.scope, body(key)));
		}
		return statements;
	}

	private String body(Index key) {
		String existing = lookUp(key);
		AdvisoryWait lock = new AdvisoryWait("", "TG_RELID::integer", "_vs_key");
		return """
				DECLARE
					_vs_key integer;
					_vs_rows bigint;
					_vs_upsert boolean := %7$s;
					_vs_locked boolean := _vs_upsert AND %8$s;
					_vs_taken integer := coalesce(nullif(pg_catalog.current_setting('versioned_schema.key_locks', true), ''), '0')::integer;
				BEGIN
					IF _vs_taken OPERATOR(pg_catalog.>=) %1$s%2$s THEN
						RETURN NEW;
					END IF;
					%3$s
					BEGIN
						_vs_key := pg_catalog.hash_record(ROW(%4$s));
					EXCEPTION WHEN undefined_function THEN
						_vs_key := pg_catalog.hashtext(%5$s);
					END;
					IF NOT %9$s THEN
						BEGIN
							%6$s
						EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
							RETURN NEW;
						END;
						IF NOT _vs_upsert THEN
							%3$s
						END IF;
					END IF;
					IF _vs_upsert THEN
						%10$s
					END IF;
					PERFORM pg_catalog.set_config('versioned_schema.key_locks', (_vs_taken OPERATOR(pg_catalog.+) 1)::pg_catalog.text, true);
					RETURN NEW;
				END
				"""
			.formatted(MOST, this.keys.without(key), existing, this.keys.row(key), this.keys.text(key),
					lock.await(MOST_MILLIS), UpsertLocks.isUpsert(this.keys), UpsertLocks.hasLocked(), lock.attempt(),
					UpsertLocks.lookAgain());
	}

	/**
	 * Returns the code that leaves the function if a row already has the key, and no
	 * transaction has deleted or may be deleting that row. A row that comes after
	 * {@link UpsertLocks} has looked can be gone before PostgreSQL looks.
	 */
	private String lookUp(Index key) {
		if (!TableKeys.isSearchable(key)) {
			return "";
		}
		return """
				IF _vs_locked OR NOT _vs_upsert THEN
					IF _vs_locked THEN
						%s
					ELSE
						%s
					END IF;
					GET DIAGNOSTICS _vs_rows := ROW_COUNT;
					IF _vs_rows OPERATOR(pg_catalog.>) 0 THEN
						RETURN NEW;
					END IF;
				END IF;""".formatted(this.keys.select(List.of(key), ""),
				this.keys.select(List.of(key), " AND " + STAYS));
	}

	@Override
	public List<String> dropFunctions() {
		return this.keys.all().stream().map(this::function).map(SyncFunctions::dropFunction).toList();
	}

	private String function(Index key) {
		return this.keys.function(key.name() + ".lock");
	}

	@Override
	public List<TriggerSql> triggers() {
		List<TriggerSql> triggers = new ArrayList<>();
		int number = 0;
		for (Index key : this.keys.all()) {
			String name = this.scope.firstTrigger("lock_%02d".formatted(++number));
			triggers.add(TriggerSql.before(name, "INSERT", "true", Scope.ours(function(key)), List.of()));
			triggers.add(TriggerSql.before(name + "_update", "UPDATE", this.keys.changed(key),
					Scope.ours(function(key)), List.of()));
		}
		return triggers;
	}

}
