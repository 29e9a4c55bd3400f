package io.github.versionedschema.description;

/**
 * Views and materialized views. These are filled when everything exists.
 */
final class ViewStatements {

	private static final String DEFAULTS = """
			(select string_agg(format('alter view %s alter column %I set default %s;', c.oid::regclass, a.attname,
					pg_get_expr(d.adbin, d.adrelid)), E'\\n' order by a.attnum)
			from pg_attribute a
			join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
			where a.attrelid = c.oid)""";

	static final String SQL = """
			select 'pg_class'::regclass::oid as class_id, c.oid as object_id, c.relname::text as name,
				concat_ws(E'\\n', format('create %s %s (%s)%s as%s%s;',
					case c.relkind when 'v' then 'view' else 'materialized view' end, c.oid::regclass,
					(select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
						where attrelid = c.oid and attnum > 0 and not attisdropped),
					' with (' || array_to_string(c.reloptions, ', ') || ')',
					E'\\n' || rtrim(pg_get_viewdef(c.oid), ';'),
					case c.relkind when 'm' then E'\\nwith no data' end), {defaults}) as sql
			from pg_class c
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where c.relkind in ('v', 'm')
			""".replace("{defaults}", DEFAULTS);

	static final String REFRESHES = """
			select 'pg_class'::regclass::oid as class_id, c.oid as object_id, c.relname::text as name,
				format('refresh materialized view %s;', c.oid::regclass) as sql
			from pg_class c
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where c.relkind = 'm' and c.relispopulated
			""";

	private ViewStatements() {
	}

}
