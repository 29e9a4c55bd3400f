package io.github.versionedschema.plan.dependant;

/**
 * Tries whether dependent objects can be created with other types of columns, on a
 * temporary table that hides the real one. Nothing remains of it.
 */
final class Trials {

	/**
	 * Names of tables and views of the base schema are printed without it, so that they
	 * lead to the temporary ones. A partition of the base schema with objects of its own
	 * has a temporary table, too. An object with a function of rows of the table is left
	 * out, as the rows of the temporary table have another type. What uses a replaced
	 * column itself and cannot follow is reported without a trial.
	 */
	static final String BLOCK = """
			DECLARE
				_vs_path text := pg_catalog.current_setting('search_path');
				_vs_obstacle text;
				_vs_tried jsonb;
				_vs_columns text;
				_vs_partitions text;
				_vs_one jsonb;
				_vs_problem text;
				_vs_statement text;
				_vs_definition text;
			BEGIN
				PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
				%1$s,
				%2$s
				SELECT string_agg(obstacle, '; ') INTO _vs_obstacle
				FROM (SELECT obstacle FROM moved WHERE relation IS NOT NULL OR level > 1 UNION ALL SELECT obstacle FROM routine
					UNION ALL
					SELECT pg_catalog.format('%%s uses it in a row filter, in which PostgreSQL allows built-in types and collations only', name)
					FROM found JOIN pg_catalog.pg_publication_rel t ON classid = 'pg_catalog.pg_publication_rel'::regclass AND t.oid = objid
					WHERE t.prrelid IN (SELECT oid FROM tree) AND EXISTS (SELECT FROM (VALUES %13$s) AS changed (number, type, collated)
						JOIN pg_catalog.pg_attribute a ON a.attrelid = pg_catalog.to_regclass(%4$s) AND a.attnum = changed.number
						JOIN pg_catalog.pg_attribute own ON own.attrelid = t.prrelid AND own.attname = a.attname
						WHERE t.prqual::text ~ pg_catalog.format(':varattno %%s\\M', own.attnum)
							AND (pg_catalog.to_regtype(changed.type) < 16384::oid IS NOT TRUE
								OR pg_catalog.to_regcollation(changed.collated) >= 16384::oid))) object;
				IF _vs_obstacle IS NOT NULL THEN
					RAISE EXCEPTION '%%', _vs_obstacle USING HINT = 'Drop or change it first, in an "sql" operation before this one or in an earlier migration.';
				END IF;
				%8$s%1$s,
				path AS MATERIALIZED (
					SELECT pg_catalog.set_config('search_path', %5$s, true) AS now
				), part AS (
					SELECT c.oid, c.relname FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid
					WHERE c.oid <> pg_catalog.to_regclass(%4$s) AND c.relnamespace = pg_catalog.to_regnamespace(%5$s)
						AND EXISTS (SELECT FROM found JOIN pg_catalog.pg_depend d ON d.classid = found.classid AND d.objid = found.objid
							WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = c.oid)
				), printed AS (
					SELECT view.*, CASE WHEN path.now IS NOT NULL THEN pg_catalog.pg_get_viewdef(relation) END AS query
					FROM path CROSS JOIN view
				), tried AS (
					SELECT level, pg_catalog.concat(pg_catalog.lower(kind), ' ', view) AS title, pg_catalog.format('CREATE %%s %%s AS %%s',
							CASE kind WHEN 'VIEW' THEN 'OR REPLACE VIEW' ELSE kind END, view, query) AS definition,
						pg_catalog.format('CREATE TEMPORARY VIEW %%I AS %%s',
							CASE WHEN nspname = %7$s THEN relname ELSE '_vs_try_' || relation END, query) AS statement
					FROM printed
					WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_proc p ON p.oid = d.refobjid
						WHERE d.classid = printed.classid AND d.objid = printed.objid AND d.refclassid = 'pg_catalog.pg_proc'::regclass
							AND EXISTS (SELECT FROM pg_catalog.pg_class c
								WHERE c.oid = pg_catalog.to_regclass(%4$s) AND c.reltype = ANY (p.proargtypes)))
					UNION ALL
					SELECT level, CASE WHEN path.now IS NOT NULL THEN pg_catalog.pg_describe_object(classid, objid, 0) END,
						NULL, pg_catalog.concat(pg_catalog.format('CREATE POLICY %%I ON pg_temp.%%I', '_vs_try_' || p.oid, c.relname),
						' USING (' || CASE WHEN path.now IS NOT NULL THEN pg_catalog.pg_get_expr(p.polqual, p.polrelid) END || ')',
						CASE WHEN p.polcmd NOT IN ('r', 'd') AND path.now IS NOT NULL
							THEN ' WITH CHECK (' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) || ')' END)
					FROM path CROSS JOIN found JOIN pg_catalog.pg_policy p ON classid = 'pg_catalog.pg_policy'::regclass AND p.oid = objid
					JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(%4$s)
					WHERE p.polrelid IN (SELECT oid FROM tree) AND (p.polcmd <> 'a' OR p.polqual IS NOT NULL)
					UNION ALL
					SELECT level, CASE WHEN path.now IS NOT NULL THEN pg_catalog.pg_describe_object(classid, objid, 0) END,
						NULL, CASE WHEN path.now IS NOT NULL THEN pg_catalog.pg_get_triggerdef(t.oid, true) END
					FROM path CROSS JOIN found JOIN pg_catalog.pg_trigger t ON classid = 'pg_catalog.pg_trigger'::regclass AND t.oid = objid
					WHERE (t.tgrelid = pg_catalog.to_regclass(%4$s) OR t.tgrelid IN (SELECT oid FROM part))
						AND t.tgqual IS NOT NULL AND t.tgconstrrelid = 0
					UNION ALL
					SELECT level, CASE WHEN path.now IS NOT NULL THEN pg_catalog.pg_describe_object(classid, objid, 0) END,
						NULL, CASE WHEN path.now IS NOT NULL THEN pg_catalog.format('CREATE TEMPORARY VIEW %%I AS SELECT 1 AS one FROM pg_temp.%%I WHERE %%s',
							'_vs_try_' || t.oid, c.relname, pg_catalog.pg_get_expr(t.prqual, t.prrelid)) END
					FROM path CROSS JOIN found JOIN pg_catalog.pg_publication_rel t ON classid = 'pg_catalog.pg_publication_rel'::regclass AND t.oid = objid
					JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(%4$s)
					WHERE t.prrelid IN (SELECT oid FROM tree) AND t.prqual IS NOT NULL
					UNION ALL
					SELECT 0, name, definition, CASE WHEN path.now IS NOT NULL THEN pg_catalog.format('CREATE %%1$s pg_temp.%%2$I%%3$s; DROP %%1$s pg_temp.%%2$I(%%4$s)',
						kind, proname, pg_catalog.substr(definition, pg_catalog.length(beginning) + 1),
						pg_catalog.pg_get_function_identity_arguments(oid)) END
					FROM path CROSS JOIN LATERAL (SELECT routine.*,
						CASE WHEN path.now IS NOT NULL THEN pg_catalog.pg_get_functiondef(oid) END AS definition FROM routine) routine
				)
				SELECT pg_catalog.jsonb_agg(pg_catalog.to_jsonb(tried) ORDER BY level, title),
					(SELECT pg_catalog.string_agg(pg_catalog.format('; CREATE TEMPORARY TABLE %%I (LIKE pg_temp.%%I)', part.relname, c.relname), '')
						FROM part JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(%4$s))
				INTO _vs_tried, _vs_partitions FROM tried;
				%9$s
				PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
				IF _vs_tried IS NOT NULL THEN
					SELECT pg_catalog.concat('CREATE TEMPORARY TABLE ', quote_ident(c.relname), ' (', pg_catalog.string_agg(
						pg_catalog.concat(quote_ident(a.attname), ' ',
							coalesce(changed.type, pg_catalog.format_type(a.atttypid, a.atttypmod)),
							CASE WHEN changed.type IS NULL AND a.attcollation <> t.typcollation THEN (SELECT ' COLLATE '
								|| pg_catalog.format('%%I.%%I', n.nspname, l.collname) FROM pg_catalog.pg_collation l
								JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace WHERE l.oid = a.attcollation) END), ', '
						ORDER BY a.attnum), ', _vs_one_more boolean', ', ' || nullif(%6$s, ''), ')')
					INTO _vs_columns
					FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
					JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
					LEFT JOIN (VALUES %3$s) AS changed (number, type) ON changed.number = a.attnum
					WHERE a.attrelid = pg_catalog.to_regclass(%4$s) AND a.attnum > 0 AND NOT a.attisdropped
					GROUP BY c.relname;
					BEGIN
						%10$s
						PERFORM pg_catalog.set_config('search_path', %5$s, true);
						EXECUTE pg_catalog.concat(_vs_columns, _vs_partitions);
						PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
						FOR _vs_one IN SELECT * FROM pg_catalog.jsonb_array_elements(_vs_tried) LOOP
							_vs_statement := %11$s;
							BEGIN
								PERFORM pg_catalog.set_config('search_path', %5$s, true);
								EXECUTE _vs_statement;
								PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
							EXCEPTION WHEN others THEN
								EXIT WHEN _vs_problem IS NOT NULL AND (_vs_one ->> 'level')::pg_catalog.int4 OPERATOR(pg_catalog.>) 1;
								_vs_problem := pg_catalog.concat_ws('; ', _vs_problem,
									pg_catalog.format('%%s uses it and does not fit the new type: %%s', _vs_one ->> 'title', %12$s));
								_vs_definition := nullif(pg_catalog.concat_ws(E'\\n', _vs_definition, _vs_one ->> 'definition'), '');
							END;
						END LOOP;
						RAISE EXCEPTION USING ERRCODE = 'VS001';
					EXCEPTION WHEN SQLSTATE 'VS001' THEN
						NULL;
					END;
				END IF;
				PERFORM pg_catalog.set_config('search_path', _vs_path, true);
				IF _vs_problem IS NOT NULL THEN
					RAISE EXCEPTION '%%', _vs_problem USING HINT = CASE
						WHEN _vs_definition IS NULL THEN 'Change it first so that it fits both types, for example with a cast of the column to a type that it does not have now, or drop it.'
						ELSE pg_catalog.concat('Change it first so that it fits both types, for example with a cast of the column to a type that it does not have now, in an "sql" operation before this one. It is now: ',
							_vs_definition) END;
				END IF;
			END
			""";

	private Trials() {
	}

}
