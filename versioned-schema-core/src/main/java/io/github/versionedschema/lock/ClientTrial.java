package io.github.versionedschema.lock;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.journal.JournalJson;
import io.github.versionedschema.plan.Trial.Client;
import io.github.versionedschema.plan.Trial;
import io.github.versionedschema.schema.Identifier;

/**
 * Creates the statements that try what clients do. Related tables and functions are found
 * before locks are taken. Each client statement runs in a savepoint that is rolled back
 * with its locks and effects. A statement that waits for a lock or finds all rows locked
 * is skipped. If the time ends before all are tried, those that are left are skipped, or
 * all fails to be repeated. A constraint that rows of the tried table violate is not
 * reported here. Where a user's trigger fires on updates, columns also get the value of
 * another row, because such triggers often do something only if a value changed. Of a
 * partitioned table, one partition is tried, as all have its row triggers; a statement on
 * the whole table would open every partition.
 * <p>
 * Triggers run with the leader's privileges. They are fired only if their functions
 * belong to the owner of the changed tables, to the leader or to a superuser.
 */
final class ClientTrial {

	/** Share of the time that clients wait for a lock. */
	private static final int SHARE = 5;

	private static final long LEAST_MILLIS = 20;

	/** Time to find related tables and functions, while no client waits. */
	private static final long SEARCH_MILLIS = 2_000;

	/** No statement is started if less time than this is left. */
	private static final long EARLY_MILLIS = 10;

	private static final String FIND = """
			DECLARE
				_vs_path constant pg_catalog.text := pg_catalog.current_setting('search_path');
				_vs_names pg_catalog.text[];
			BEGIN
				PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
				_vs_names := %1$s;
				PERFORM set_config('%3$s', '{}', true);
				PERFORM set_config('%3$s', (
					WITH RECURSIVE body AS MATERIALIZED (
						SELECT p.oid, p.proname, lower(p.prosrc) AS text, l.lanname, p.prosqlbody IS NULL AS late
						FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
						JOIN pg_namespace n ON n.oid = p.pronamespace
						WHERE (l.lanispl OR l.lanname = 'sql')
							AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'versioned_schema')
					), trusted AS MATERIALIZED (
						SELECT r.oid FROM pg_roles r WHERE r.rolsuper OR r.rolname = current_user
						UNION SELECT c.relowner FROM unnest(%2$s) name JOIN pg_class c ON c.oid = to_regclass(name)::oid
					), naming AS (
						SELECT b.oid, b.proname, b.lanname, b.late FROM body b
						WHERE EXISTS (SELECT FROM unnest(_vs_names) name WHERE strpos(b.text, lower(name)) > 0)
						UNION
						SELECT b.oid, b.proname, b.lanname, b.late FROM naming n
						JOIN body b ON length(n.proname) > 2 AND strpos(b.text, lower(n.proname)) > 0
					)
					SELECT jsonb_build_object(
						'functions', (SELECT jsonb_agg(n.oid) FROM naming n WHERE n.lanname = 'sql' AND n.late),
						'trusted', (SELECT jsonb_agg(t.oid) FROM trusted t),
						'tables', (SELECT jsonb_agg(DISTINCT t.tgrelid) FROM naming n JOIN pg_trigger t ON t.tgfoid = n.oid
							WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled <> 'D'))
				)::text, true);
				PERFORM pg_catalog.set_config('search_path', _vs_path, true);
			EXCEPTION WHEN query_canceled THEN
				NULL;
			END
			""";

	private final List<Trial> trials;

	private final long millis;

	private final boolean whole;

	/**
	 * Creates the statements of one transaction.
	 * @param trials the trials
	 * @param lockMillis how long clients wait for the transaction's locks
	 * @param whole whether the transaction fails with {@link SqlStates#TRIAL_UNFINISHED}
	 * if there was no time to try all
	 */
	ClientTrial(List<Trial> trials, long lockMillis, boolean whole) {
		this.trials = List.copyOf(trials);
		this.millis = Math.max(LEAST_MILLIS, lockMillis / SHARE);
		this.whole = whole;
	}

	/** Returns the statements before the locks are taken. */
	List<String> find() {
		String names = this.trials.stream()
			.flatMap((trial) -> Stream.of(trial.before().name(), trial.after().name()))
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.distinct()
			.map(Identifier::literal)
			.collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
		String tables = this.trials.stream()
			.map((trial) -> trial.before().table())
			.filter(Objects::nonNull)
			.map(Identifier::literal)
			.collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
		return timed(FIND.formatted(names, tables, Trial.SETTING), SEARCH_MILLIS);
	}

	/** Returns the statements before those of the transaction. */
	List<String> before() {
		return attempt(Trial::before, false);
	}

	/**
	 * Returns the statements after those of the transaction, which raise an error if
	 * clients would fail.
	 */
	List<String> after() {
		return attempt(Trial::after, true);
	}

	private List<String> attempt(Function<Trial, Client> client, boolean after) {
		String clients = Identifier
			.literal(JournalJson.write(this.trials.stream().map(client).map(ClientTrial::row).toList()));
		boolean ofTypes = this.trials.stream().anyMatch(Trial::triesTypes);
		return timed(TriedStatements.block(clients, this.millis - EARLY_MILLIS, after, this.whole, ofTypes),
				this.millis);
	}

	private static Map<String, Object> row(Client client) {
		Map<String, Object> row = new TreeMap<>(Map.of("version", client.version(), "name", client.name(), "columns",
				client.columns(), "changes", client.changes()));
		if (client.schema() != null) {
			row.put("schema", client.schema());
		}
		if (client.table() != null) {
			row.put("table", client.table());
		}
		return row;
	}

	private List<String> timed(String block, long millis) {
		return this.trials.isEmpty() ? List.of() : List.of("set local statement_timeout = " + millis,
				"do " + Identifier.dollarQuoted(block), "set local statement_timeout = 0");
	}

}
