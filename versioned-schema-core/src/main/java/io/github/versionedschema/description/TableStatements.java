package io.github.versionedschema.description;

/**
 * Tables with their columns, which partition or child of which table they are, and which
 * sequences they own.
 */
final class TableStatements {

	private static final String COLUMNS = """
			(select string_agg(E'\\n\\t' || concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
				case when a.attcollation <> t.typcollation then 'collate ' || a.attcollation::regcollation end,
				case when a.attgenerated <> '' then format('generated always as (%s)%s', pg_get_expr(d.adbin, d.adrelid),
						case a.attgenerated when 's' then ' stored' else '' end)
					when a.attidentity <> '' then (select format('generated %s as identity (sequence name %s %s)',
							case a.attidentity when 'a' then 'always' else 'by default' end, s.seqrelid::regclass, {options})
						from pg_depend i
						join pg_sequence s on s.seqrelid = i.objid
						where i.classid = 'pg_class'::regclass and i.refclassid = 'pg_class'::regclass
							and i.refobjid = a.attrelid and i.refobjsubid = a.attnum and i.deptype = 'i')
					else 'default ' || pg_get_expr(d.adbin, d.adrelid) end,
				case when a.attnotnull then coalesce((select format('constraint %I ', conname) from pg_constraint
						where conrelid = a.attrelid and contype = 'n' and conkey = array[a.attnum]
							and conname <> c.relname || '_' || a.attname || '_not_null'), '') || 'not null' end),
				',' order by a.attnum)
			from pg_attribute a
			join pg_type t on t.oid = a.atttypid
			left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
			where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and (a.attislocal or c.relispartition))"""
		.replace("{options}", SequenceStatements.OPTIONS);

	private static final String ATTRIBUTES = """
			(select string_agg(concat_ws(E'\\n',
				case when a.attstorage <> t.typstorage then format('alter table only %s alter column %I set storage %s;',
					c.oid::regclass, a.attname, case a.attstorage when 'p' then 'plain' when 'e' then 'external'
						when 'm' then 'main' else 'extended' end) end,
				case when a.attcompression <> '' then format('alter table only %s alter column %I set compression %s;',
					c.oid::regclass, a.attname, case a.attcompression when 'p' then 'pglz' else 'lz4' end) end,
				case when a.attstattarget >= 0 then format('alter table only %s alter column %I set statistics %s;',
					c.oid::regclass, a.attname, a.attstattarget) end,
				case when a.attoptions is not null then format('alter table only %s alter column %I set (%s);',
					c.oid::regclass, a.attname, array_to_string(a.attoptions, ', ')) end), E'\\n' order by a.attnum)
			from pg_attribute a
			join pg_type t on t.oid = a.atttypid
			where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
				and (a.attstorage <> t.typstorage or a.attcompression <> '' or a.attstattarget >= 0 or a.attoptions is not null))""";

	/** What a child changed of the columns that it has only from its parents. */
	private static final String INHERITED = """
			(select string_agg(concat_ws(E'\\n',
				case when own.expression is distinct from parents.expression then format('alter table only %s alter column %I %s;',
					c.oid::regclass, a.attname, coalesce('set default ' || own.expression, 'drop default')) end,
				case when a.attnotnull and not parents.not_null then format('alter table only %s %s;', c.oid::regclass,
					coalesce((select format('add constraint %I not null %I', conname, a.attname) from pg_constraint
						where conrelid = a.attrelid and contype = 'n' and conkey = array[a.attnum]),
						format('alter column %I set not null', a.attname))) end), E'\\n' order by a.attnum)
			from pg_attribute a
			cross join lateral (select (select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d
				where d.adrelid = a.attrelid and d.adnum = a.attnum) as expression) own
			cross join lateral (select bool_or(p.attnotnull) as not_null,
					min(pg_get_expr(d.adbin, d.adrelid)) as expression
				from pg_inherits i
				join pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname
				left join pg_attrdef d on d.adrelid = p.attrelid and d.adnum = p.attnum
				where i.inhrelid = c.oid) parents
			where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and not a.attislocal and not c.relispartition
				and a.attgenerated = ''
				and (own.expression is distinct from parents.expression or a.attnotnull and not parents.not_null))""";

	private static final String OWNED = """
			(select string_agg(format('alter sequence %s owned by %s.%I;', d.objid::regclass, c.oid::regclass, a.attname),
				E'\\n' order by d.objid::regclass::text)
			from pg_depend d
			join pg_class q on q.oid = d.objid and q.relkind = 'S'
			join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
			where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid
				and d.deptype = 'a')""";

	private static final String PARENTS = """
			(select string_agg(inhparent::regclass::text, ', ' order by inhseqno) from pg_inherits where inhrelid = c.oid)""";

	static final String SQL = """
			select 'pg_class'::regclass::oid as class_id, c.oid as object_id, c.relname::text as name,
				concat_ws(E'\\n',
					format('create %stable %s (%s)%s%s%s%s;', case c.relpersistence when 'u' then 'unlogged ' else '' end,
						c.oid::regclass, coalesce({columns} || E'\\n', ''),
						case when not c.relispartition then ' inherits (' || {parents} || ')' end,
						' partition by ' || pg_get_partkeydef(c.oid),
						' using ' || nullif(m.amname, 'heap'),
						' with (' || array_to_string(c.reloptions, ', ') || ')'),
					case when c.relispartition then format('alter table %s attach partition %s %s;', {parents},
						c.oid::regclass, pg_get_expr(c.relpartbound, c.oid)) end,
					{inherited}, {attributes}, {owned},
					case c.relreplident when 'f' then format('alter table only %s replica identity full;', c.oid::regclass)
						when 'n' then format('alter table only %s replica identity nothing;', c.oid::regclass) end,
					case when c.relrowsecurity then format('alter table %s enable row level security;', c.oid::regclass) end,
					case when c.relforcerowsecurity then format('alter table %s force row level security;', c.oid::regclass) end)
					as sql
			from pg_class c
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			left join pg_am m on m.oid = c.relam
			where c.relkind in ('r', 'p')
			"""
		.replace("{columns}", COLUMNS)
		.replace("{parents}", PARENTS)
		.replace("{inherited}", INHERITED)
		.replace("{attributes}", ATTRIBUTES)
		.replace("{owned}", OWNED);

	private TableStatements() {
	}

}
