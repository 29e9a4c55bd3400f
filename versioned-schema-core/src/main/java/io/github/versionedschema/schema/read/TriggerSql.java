package io.github.versionedschema.schema.read;

import java.util.List;
import java.util.Map;

import io.github.versionedschema.schema.CatalogueQuery;
import io.github.versionedschema.schema.Trigger;

/**
 * Queries the user triggers of all tables. Triggers of a partition fire for rows of the
 * partitioned table as well.
 */
final class TriggerSql {

	private static final String SQL = CatalogueQuery.TREE + """

			select c.root as table_oid, json_build_object(
				'name', t.tgname,
				'partition', case when c.oid <> c.root then c.oid::regclass::text end,
				'definition', d.text,
				'before', t.tgtype & 2 <> 0,
				'row', t.tgtype & 1 <> 0,
				'events', array_remove(array[
					case when t.tgtype & 4 <> 0 then 'INSERT' end,
					case when t.tgtype & 8 <> 0 then 'DELETE' end,
					case when t.tgtype & 16 <> 0 then 'UPDATE' end,
					case when t.tgtype & 32 <> 0 then 'TRUNCATE' end], null),
				'updateOfColumns', t.tgattr::int2[],
				'referencedColumns', %s,
				'function', t.tgfoid::regprocedure::text,
				'arguments', array(
					select convert_from(decode(replace(argument, ' ', ''), 'hex'), getdatabaseencoding())
					from unnest(string_to_array(regexp_replace(encode(t.tgargs, 'hex'), '(..)', '\\1 ', 'g'), '00 '))
						with ordinality arguments (argument, number)
					where number <= t.tgnargs
					order by number),
				'functionSource', coalesce(p.prosrc, ''),
				'enabled', case t.tgenabled
					when 'O' then 'ORIGIN'
					when 'A' then 'ALWAYS'
					when 'R' then 'REPLICA'
					else 'DISABLED' end,
				'constraint', t.tgconstraint <> 0,
				'inherited', t.tgparentid <> 0) as document
			from tree c
			join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
			join pg_proc p on p.oid = t.tgfoid
			join pg_namespace pn on pn.oid = p.pronamespace
			cross join lateral (select pg_get_triggerdef(t.oid) as text offset 0) d
			where (c.oid = c.root or t.tgparentid = 0) and d.text is not null and not pn.nspname = any(:ignored)
			order by t.tgname, c.oid
			""".formatted(CatalogueQuery.columns("pg_trigger", "t.oid", "c.oid"));

	private TriggerSql() {
	}

	static Map<Long, List<Trigger>> read(CatalogueQuery query) {
		return query.ofTables(SQL, Trigger.class);
	}

}
