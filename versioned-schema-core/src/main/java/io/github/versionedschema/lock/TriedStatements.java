package io.github.versionedschema.lock;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.plan.Trial;

/**
 * The block of SQL that tries statements of clients, before and after those of a
 * transaction. It remembers which passed before, in a setting of the transaction.
 */
final class TriedStatements {

	/** Columns of a table that get another value, one after the other. */
	private static final int CHANGED_COLUMNS = 10;

	/** Rows in which another value is looked for. */
	private static final int SEARCHED_ROWS = 20;

	/** Rank of the statements that are left out if the time ends before. */
	private static final int LAST_RANK = 6;

	/** States of errors that depend on the values of rows, or that functions raise. */
	private static final String ABOUT_ROWS = "|21|23|P0";

	private static final String TRY = """
			DECLARE
				_vs_end constant pg_catalog.timestamptz := pg_catalog.statement_timestamp()
					OPERATOR(pg_catalog.+) pg_catalog.make_interval(secs => %2$d * 0.001);
				_vs_path constant pg_catalog.text := pg_catalog.current_setting('search_path');
				_vs_known pg_catalog.jsonb;
				_vs_passed pg_catalog.jsonb := '[]';
				_vs_kept pg_catalog.jsonb := '[]';
				_vs_try record;
				_vs_table pg_catalog.oid;
				_vs_row pg_catalog.tid;
				_vs_detail pg_catalog.text;
				_vs_where pg_catalog.text;
				_vs_schema pg_catalog.text;
				_vs_relation pg_catalog.text;
				_vs_constraint pg_catalog.text;
				_vs_late pg_catalog.bool := false;
			BEGIN
				PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
				_vs_known := coalesce(nullif(current_setting('%12$s', true), ''), '{}')::jsonb;
				<<tries>>
				FOR _vs_try IN
					WITH client AS (
						SELECT c.*, concat_ws(', ', quote_ident(c.schema), _vs_path) AS path
						FROM jsonb_to_recordset(%1$s) AS c (version text, schema text, "table" text, name text, columns text[], changes jsonb)
					), target AS (
						SELECT DISTINCT ON (oid) *
						FROM (
							SELECT to_regclass(c."table")::oid AS oid, c.version, c.path, c.columns, c.changes FROM client c
							UNION ALL
							SELECT oid::oid, c.version, c.path, NULL, NULL
							FROM (SELECT * FROM client LIMIT 1) c, jsonb_array_elements_text(nullif(_vs_known -> 'tables', 'null')) oid
						) found
						ORDER BY oid, columns IS NULL
					), own AS (
						SELECT coalesce((SELECT leaf.relid FROM pg_partition_tree(t.oid) leaf
							WHERE leaf.isleaf AND pg_relation_size(leaf.relid) > 0
								AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgtype & 1 = 0
									AND NOT starts_with(g.tgname, '!versioned_schema'))
							LIMIT 1), t.oid) AS oid, t.version, t.path, t.columns, t.changes
						FROM target t
					), shaped AS (
						SELECT t.*, format('%%I.%%I', n.nspname, c.relname) AS name, written.names AS written, written.values,
							written.assignments, used.others
						FROM own t JOIN pg_class c ON c.oid = t.oid AND c.relkind IN ('r', 'p')
							AND _vs_known -> 'trusted' @> to_jsonb(c.relowner)
						JOIN pg_namespace n ON n.oid = c.relnamespace
						AND NOT EXISTS (SELECT FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid
							WHERE g.tgrelid = t.oid AND NOT g.tgisinternal AND g.tgenabled <> 'D'
								AND NOT _vs_known -> 'trusted' @> to_jsonb(p.proowner))
						CROSS JOIN LATERAL (
							SELECT EXISTS (SELECT FROM pg_trigger k WHERE k.tgrelid = t.oid AND k.tgfoid IN ('"RI_FKey_cascade_del"'::regproc,
								'"RI_FKey_setnull_del"'::regproc, '"RI_FKey_setdefault_del"'::regproc)) AS others
						) used
						CROSS JOIN LATERAL (
							SELECT string_agg(quote_ident(a.attname), ', ') FILTER (WHERE NOT (used.others AND a.given)) AS names,
								string_agg('_vs_gone.' || quote_ident(a.attname), ', ') FILTER (WHERE NOT (used.others AND a.given)) AS values,
								string_agg(format('%%1$I = _vs_own.%%1$I', a.attname), ', ') FILTER (WHERE a.attidentity <> 'a') AS assignments
							FROM (SELECT a.*, (a.atthasdef OR a.attidentity <> '') AND EXISTS (SELECT FROM pg_index i
									WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey::int2[])) AS given
								FROM pg_attribute a) a
							WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
								AND (t.columns IS NULL OR a.attname = ANY (t.columns))
						) written
					), changed AS (
						SELECT t.*, a.attname AS changed, t.changes ->> a.attname AS change
						FROM shaped t CROSS JOIN LATERAL (
							SELECT a.attname FROM pg_attribute a
							WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = ''
								AND (t.columns IS NULL OR a.attname = ANY (t.columns))
								AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique
									AND a.attnum = ANY (i.indkey::int2[]))
							ORDER BY t.changes ? a.attname IS NOT TRUE, a.attnum LIMIT %8$d
						) a
						WHERE EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t.oid AND NOT g.tgisinternal AND g.tgtype & 16 <> 0
							AND g.tgenabled <> 'D' AND NOT starts_with(g.tgname, '!versioned_schema'))
					)
					SELECT 'read ' || c.name AS what, 'read' || to_regclass(c."table")::oid AS key, NULL AS name, c.version, c.path,
						NULL AS pick, format('SELECT * FROM %%I LIMIT 1', c.name) AS command, 0 AS rank
					FROM client c WHERE to_regclass(c."table") IS NOT NULL
					UNION ALL
					SELECT 'update ' || name, 'update' || oid, name, version, path,
						format('SELECT tableoid, ctid FROM %%s LIMIT 1 FOR UPDATE SKIP LOCKED', name),
						format('UPDATE %%s AS _vs_own SET %%s WHERE _vs_own.ctid OPERATOR(pg_catalog.=) $1 AND _vs_own.tableoid OPERATOR(pg_catalog.=) $2',
							name, assignments), CASE WHEN columns IS NULL THEN 4 ELSE 1 END
					FROM shaped WHERE assignments IS NOT NULL
					UNION ALL
					SELECT 'insert into ' || name, 'insert' || oid, name, version, path,
						format('SELECT tableoid, ctid FROM %%s LIMIT 1 FOR UPDATE SKIP LOCKED', name),
						format('WITH _vs_gone AS (%%4$s %%1$s AS _vs_own WHERE _vs_own.ctid OPERATOR(pg_catalog.=) $1 AND _vs_own.tableoid OPERATOR(pg_catalog.=) $2 %%5$s)
							INSERT INTO %%1$s (%%2$s) OVERRIDING SYSTEM VALUE SELECT %%3$s FROM _vs_gone', name, written, values,
							CASE WHEN others THEN 'SELECT * FROM' ELSE 'DELETE FROM' END, CASE WHEN others THEN '' ELSE 'RETURNING *' END),
						CASE WHEN columns IS NULL THEN 5 ELSE 2 END
					FROM shaped WHERE written IS NOT NULL
					UNION ALL
					SELECT format('change %%I of %%s', changed, name), format('change%%s.%%I', oid, changed), name, version, path,
						format('SELECT tableoid, ctid FROM %%s LIMIT 1 FOR UPDATE SKIP LOCKED', name),
						format('UPDATE %%1$s AS _vs_own SET %%2$I = (%%3$s) WHERE _vs_own.ctid OPERATOR(pg_catalog.=) $1 AND _vs_own.tableoid OPERATOR(pg_catalog.=) $2',
							name, changed, coalesce(change, format('SELECT _vs_other.%%2$I FROM (SELECT * FROM %%1$s LIMIT %9$d) AS _vs_other
								WHERE pg_catalog.concat(_vs_other.%%2$I) OPERATOR(pg_catalog.<>) pg_catalog.concat(_vs_own.%%2$I) LIMIT 1', name, changed))),
						%10$d
					FROM changed
					UNION ALL
					SELECT 'call ' || f.oid::oid::regprocedure, 'call' || f.oid, NULL, c.version, coalesce((
							SELECT substr(setting, 13) FROM pg_proc p, unnest(p.proconfig) setting
							WHERE p.oid = f.oid::oid AND setting LIKE 'search\\_path=%%'), c.path),
						NULL, 'SELECT pg_catalog.fmgr_sql_validator(' || f.oid || ')', 3
					FROM (SELECT * FROM client LIMIT 1) c, jsonb_array_elements_text(nullif(_vs_known -> 'functions', 'null')) AS f (oid)
					ORDER BY rank
				LOOP
					IF clock_timestamp() > _vs_end THEN
						_vs_late := _vs_try.rank < %10$d;
						EXIT tries;
					END IF;
					BEGIN
						_vs_row := NULL;
						PERFORM pg_catalog.set_config('search_path', _vs_try.path, true);
						IF _vs_try.pick IS NOT NULL THEN
							EXECUTE _vs_try.pick INTO _vs_table, _vs_row;
						END IF;
						IF _vs_try.pick IS NULL THEN
							EXECUTE _vs_try.command;
						ELSIF _vs_row IS NOT NULL THEN
							EXECUTE _vs_try.command USING _vs_row, _vs_table;
							SET CONSTRAINTS ALL IMMEDIATE;
						ELSE
							RAISE EXCEPTION USING ERRCODE = '%5$s';
						END IF;
						RAISE EXCEPTION USING ERRCODE = '%4$s';
					EXCEPTION
						WHEN query_canceled THEN
							_vs_late := _vs_try.rank < %10$d;
							EXIT tries;
						WHEN others OR assert_failure THEN
							GET STACKED DIAGNOSTICS _vs_detail = pg_exception_detail, _vs_where = pg_exception_context,
								_vs_schema = schema_name, _vs_relation = table_name, _vs_constraint = constraint_name;
							IF sqlstate = '%4$s' THEN
								_vs_passed := _vs_passed || to_jsonb(_vs_try.key);
								_vs_kept := _vs_kept || to_jsonb(_vs_try.key);
							ELSIF sqlstate ~ '^23' AND (NOT %3$s OR NOT _vs_known -> 'kept' ? _vs_try.key
									OR _vs_try.name = format('%%I.%%I', _vs_schema, _vs_relation)
									OR EXISTS (SELECT FROM pg_constraint k
										WHERE k.contype = 'f' AND k.conname = _vs_constraint AND k.conrelid = to_regclass(format('%%I.%%I', _vs_schema, _vs_relation))
											AND (k.confrelid = to_regclass(_vs_try.name) OR k.confrelid IN (SELECT pg_partition_ancestors(to_regclass(_vs_try.name)))))) THEN
								_vs_passed := _vs_passed || to_jsonb(_vs_try.key);
							ELSIF %3$s AND _vs_known -> 'passed' ? _vs_try.key
									AND sqlstate !~ '^(40|53|55P03|57|%5$s%13$s)' THEN
								RAISE EXCEPTION USING ERRCODE = sqlstate,
									MESSAGE = format('after this step, sessions of the %%s version cannot %%s: %%s', _vs_try.version, _vs_try.what, sqlerrm),
									DETAIL = concat_ws(' ', nullif(_vs_detail, ''), 'It failed in: ' || concat_ws(', in ', split_part(_vs_where, E'\\n', 1),
										substring(_vs_where FROM E'\\n((?:PL/pgSQL|SQL) function (?!inline_code_block)[^\\n]*)'))),
									HINT = CASE WHEN sqlstate IN ('42883', '42725', '42804')
											THEN 'This was tried within the step and rolled back. Let the trigger or function fit the old and the new types of the columns that it uses, for example with a cast; or drop it first.'
												|| CASE WHEN sqlstate = '42804' THEN ' Sessions keep the compiled form of a trigger function that the leader''s role may not execute: grant it EXECUTE on the function.' ELSE '' END
											ELSE 'This was tried within the step and rolled back. Let the trigger or function name the columns that it uses, and do without those that change; or drop it first.' END
										|| CASE WHEN sqlstate = '42P01' THEN ' While versions have views of a table, its oid as text (TG_RELID::regclass) is qualified with its schema: use TG_TABLE_SCHEMA and TG_TABLE_NAME.' ELSE '' END;
							END IF;
					END;
				END LOOP;
				IF _vs_late AND %6$s THEN
					RAISE EXCEPTION USING ERRCODE = '%7$s', MESSAGE = '%11$s';
				END IF;
				PERFORM set_config('%12$s', (_vs_known || jsonb_build_object('passed', _vs_passed, 'kept', _vs_kept))::text, true);
				PERFORM pg_catalog.set_config('search_path', _vs_path, true);
			EXCEPTION WHEN query_canceled THEN
				IF %6$s THEN
					RAISE EXCEPTION USING ERRCODE = '%7$s', MESSAGE = '%11$s';
				END IF;
			END
			""";

	/** Written to the log of the server, where somebody may look for the cause. */
	static final String UNFINISHED = "versioned_schema had no time to try everything that clients do, and repeats the transaction";

	private TriedStatements() {
	}

	/**
	 * Returns the block.
	 * @param clients the clients, as a literal of JSON
	 * @param millis no statement is started after this time
	 * @param after whether it raises an error if a statement fails that passed before
	 * @param whole whether it fails with {@link SqlStates#TRIAL_UNFINISHED} if there was
	 * no time to try all
	 * @param ofTypes whether columns have one value in all rows, so that only an error
	 * about their types tells what clients will see
	 */
	static String block(String clients, long millis, boolean after, boolean whole, boolean ofTypes) {
		return TRY.formatted(clients, millis, after, SqlStates.TRIAL_PASSED, SqlStates.TRIAL_WITHOUT_ROW, whole,
				SqlStates.TRIAL_UNFINISHED, CHANGED_COLUMNS, SEARCHED_ROWS, LAST_RANK, UNFINISHED, Trial.SETTING,
				ofTypes ? ABOUT_ROWS : "");
	}

}
