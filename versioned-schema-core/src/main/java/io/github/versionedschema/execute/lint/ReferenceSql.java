package io.github.versionedschema.execute.lint;

/**
 * Queries the foreign keys of tables that SQL names, and whether an index finds the rows
 * that reference a row.
 */
final class ReferenceSql {

	static final String SQL = """
			select coalesce(json_agg(k), '[]')::text from (
				select k.oid::bigint as oid, k.conname as name, c.relname as "table", f.relname as referenced,
					(select json_agg(a.attname order by array_position(k.conkey, a.attnum))
						from pg_attribute a where a.attrelid = c.oid and a.attnum = any(k.conkey)) as columns,
					exists (select from pg_index x
						join pg_class i on i.oid = x.indexrelid
						join pg_am m on m.oid = i.relam and m.amname in ('btree', 'hash')
						where x.indrelid = c.oid and x.indisvalid and x.indnkeyatts >= cardinality(k.conkey)
							and array(select x.indkey[number] from generate_series(0, cardinality(k.conkey) - 1) number) @> k.conkey
							and (x.indpred is null or exists (select from pg_attribute a
								where a.attrelid = c.oid and a.attnum = any(k.conkey)
									and pg_get_expr(x.indpred, c.oid) = format('(%I IS NOT NULL)', a.attname)))) as indexed
				from pg_constraint k
				join pg_class c on c.oid = k.conrelid and c.relpersistence <> 't'
				join pg_class f on f.oid = k.confrelid
				join pg_namespace n on n.oid = c.relnamespace and not n.nspname = any(:ignored)
				where k.contype = 'f' and k.conparentid = 0 and c.relname = any(:names)) k
			""";

	private ReferenceSql() {
	}

}
