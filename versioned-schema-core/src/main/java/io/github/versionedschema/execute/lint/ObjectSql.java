package io.github.versionedschema.execute.lint;

/**
 * Queries the objects that clients may use, without those of extensions and those of the
 * ignored schemas. The SQL that is tried holds its locks meanwhile. So only objects that
 * it names are read, unless it has words with which it reaches others. What the server
 * has to print is read only of objects with a name: others can disappear, but not change.
 */
final class ObjectSql {

	/**
	 * The oid of a table identifies it even if it gets another name, so that its parts
	 * are found again.
	 */
	private static final String RELATIONS = """
			schemas as materialized (
				select n.oid, n.nspname, 'schema ' || n.nspname as key, n.nspacl, n.nspowner,
					case when n.nspname = :base then '' else n.nspname || '.' end as prefix
				from pg_namespace n
				where n.nspname not in ('pg_catalog', 'information_schema') and not n.nspname = any(:ignored)
					and not starts_with(n.nspname, 'pg_t')
			), relations as materialized (
				select c.*, s.key as schema_key, k.kind, s.prefix || c.relname as name, c.relname = any(:names) as named,
					case when c.relkind in ('r', 'p') then 'table ' || c.oid
						else k.kind || ' ' || s.nspname || '.' || c.relname end as key
				from pg_class c
				join schemas s on s.oid = c.relnamespace
				cross join lateral (select case c.relkind when 'v' then 'view' when 'm' then 'materialized view'
					when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end as kind) k
				where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relpersistence <> 't' and {of no extension}
					and (:all or c.relname = any(:names))
			), columns as materialized (
				select a.*, r.key as parent, r.kind, r.name,
					format('column %s.%s %s %s', r.key, a.attnum, a.atttypid, a.atttypmod) as key
				from pg_attribute a
				join relations r on r.oid = a.attrelid and r.named and r.relkind in ('r', 'p', 'f', 'v')
				where a.attnum > 0 and not a.attisdropped
			)"""
		.replace("{of no extension}", ofNoExtension("pg_class", "c"));

	private static final String OBJECTS = """
			select 'schema' as kind, key, '{}'::text[] as parents, format('schema "%s"', nspname) as shown,
				null::json as aspects, null as defined_by, coalesce(nspacl, acldefault('n', nspowner)) as acl
			from schemas
			union all
			select r.kind, r.key,
				array(select 'table ' || i.inhparent from pg_inherits i where i.inhrelid = r.oid and r.relispartition)
					|| case when r.kind = 'table' then '{}' else array[r.schema_key] end
					|| array(select format('column table %s.%s %s %s', a.attrelid, a.attnum, a.atttypid, a.atttypmod)
						from pg_depend d join pg_attribute a on (a.attrelid, a.attnum) = (d.refobjid, d.refobjsubid)
						where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
							and d.deptype = 'a')
					|| array(select 'table ' || d.refobjid from pg_depend d
						where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
							and d.deptype = 'a'),
				format('%s "%s"', r.kind, r.name),
				case
					when r.relkind in ('r', 'p') then json_build_object(
						'row security', concat_ws(' ', r.relrowsecurity, r.relforcerowsecurity),
						'replica identity', r.relreplident,
						'parents', (select string_agg(i.inhparent::text, ' ' order by i.inhparent) from pg_inherits i
							where i.inhrelid = r.oid))
					when r.relkind in ('v', 'm') and r.named then json_build_object(
						'definition', md5(pg_get_viewdef(r.oid)),
						'columns', (select string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', '
							order by a.attnum) from pg_attribute a where a.attrelid = r.oid and a.attnum > 0),
						'options', r.reloptions::text)
					when r.relkind = 'S' then (select json_build_object(
						'numbers', concat_ws(' ', s.seqtypid, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle),
						'next value', case when r.named then pg_relation_filenode(r.oid) end)
						from pg_sequence s where s.seqrelid = r.oid)
				end,
				(select w.oid || ' ' || w.xmin from pg_rewrite w where w.ev_class = r.oid and w.rulename = '_RETURN'),
				coalesce(r.relacl, acldefault(case r.relkind when 'S' then 's' else 'r' end::"char", r.relowner))
			from relations r
			where not exists (select from pg_depend d
				where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
					and d.deptype = 'i' and r.relkind = 'S')
			union all
			select 'column', c.key, array[c.parent], format('column "%s" of %s "%s"', c.attname, c.kind, c.name),
				json_build_object('default', (select {tree of d.adbin} from pg_attrdef d
					where (d.adrelid, d.adnum) = (c.attrelid, c.attnum)), 'identity', c.attidentity, 'generated', c.attgenerated),
				null, c.attacl
			from columns c
			union all
			select 'restriction', 'not null ' || c.key, array[c.key],
				format('NOT NULL of column "%s" of %s "%s"', c.attname, c.kind, c.name), null, null, null
			from columns c
			where c.attnotnull
			union all
			select k.kind, format('routine %s.%s(%s)', s.nspname, p.proname, t.types), array[s.key],
				format('%s "%s%s(%s)"', k.kind, s.prefix, p.proname, t.types),
				case when p.proname = any(:names) then json_build_object(
					'body', md5(concat_ws(' ', p.prosrc, p.probin, pg_get_function_sqlbody(p.oid),
						(select g::text from pg_aggregate g where g.aggfnoid = p.oid))),
					'result', pg_get_function_result(p.oid),
					'arguments', pg_get_function_arguments(p.oid),
					'settings', concat_ws(' ', p.prosecdef, p.proisstrict, p.provolatile, p.proparallel, p.proconfig))
				end, null,
				coalesce(p.proacl, acldefault('f', p.proowner))
			from pg_proc p
			join schemas s on s.oid = p.pronamespace
			cross join lateral (select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate'
				else 'function' end as kind) k
			cross join lateral (select coalesce(string_agg(format_type(u.oid, null), ', ' order by u.number), '') as types
				from unnest(p.proargtypes) with ordinality u (oid, number)) t
			where (:all or p.proname = any(:names)) and {pg_proc p of no extension}
			union all
			select k.kind, format('type %s.%s', s.nspname, t.typname), array[s.key],
				format('%s "%s%s"', k.kind, s.prefix, t.typname),
				json_build_object(
					'attributes', (select string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', '
						order by a.attnum) from pg_attribute a where a.attrelid = t.typrelid and not a.attisdropped),
					'default', t.typdefault,
					'constraints', (select concat_ws(', ', case when t.typnotnull then 'not null' end,
						string_agg(regexp_replace(pg_get_constraintdef(c.oid), ' NOT VALID$', ''), ', ' order by c.conname))
						from pg_constraint c where c.contypid = t.oid)),
				null, coalesce(t.typacl, acldefault('T', t.typowner))
			from pg_type t
			join schemas s on s.oid = t.typnamespace
			left join pg_class c on c.oid = t.typrelid
			cross join lateral (select case t.typtype when 'd' then 'domain' else 'type' end as kind) k
			where (:all or t.typname = any(:names)) and (t.typtype in ('e', 'd', 'r') or c.relkind = 'c')
				and {pg_type t of no extension}
			union all
			select 'value', format('value %s.%s %s', s.nspname, t.typname, e.enumlabel),
				array[format('type %s.%s', s.nspname, t.typname)],
				format('value "%s" of type "%s%s"', e.enumlabel, s.prefix, t.typname), null, null, null
			from pg_enum e
			join pg_type t on t.oid = e.enumtypid
			join schemas s on s.oid = t.typnamespace
			where (:all or t.typname = any(:names)) and {pg_type t of no extension}
			union all
			select 'trigger', format('trigger %s %s', r.key, t.tgname), array[r.key],
				format('trigger "%s" of %s "%s"', t.tgname, r.kind, r.name),
				json_build_object('enabled', t.tgenabled,
					'definition', case when r.named then concat_ws(' ', t.tgtype, t.tgattr, t.tgfoid, t.tgdeferrable,
						t.tginitdeferred, encode(t.tgargs, 'hex'), t.tgoldtable, t.tgnewtable, {tree of t.tgqual}) end), null, null
			from pg_trigger t
			join relations r on r.oid = t.tgrelid
			join pg_proc p on p.oid = t.tgfoid
			join pg_namespace n on n.oid = p.pronamespace and not n.nspname = any(:ignored)
			where not t.tgisinternal and t.tgparentid = 0
			union all
			select 'rule', format('rule %s %s', r.key, w.rulename), array[r.key],
				format('rule "%s" of %s "%s"', w.rulename, r.kind, r.name),
				json_build_object('enabled', w.ev_enabled,
					'definition', case when r.named then md5(pg_get_ruledef(w.oid)) end), w.oid || ' ' || w.xmin, null
			from pg_rewrite w
			join relations r on r.oid = w.ev_class
			where w.rulename <> '_RETURN'
			union all
			select 'policy', format('policy %s %s', r.key, p.polname), array[r.key],
				format('policy "%s" of %s "%s"', p.polname, r.kind, r.name),
				json_build_object('definition', case when r.named then concat_ws(' ', p.polcmd, p.polpermissive, p.polroles,
					{tree of p.polqual}, 'check', {tree of p.polwithcheck}) end), null, null
			from pg_policy p
			join relations r on r.oid = p.polrelid
			union all
			select 'constraint', format('constraint %s %s', r.key, k.conname),
				r.key || {columns of r in k.conkey}
					|| array(select format('constraint table %s %s', i.inhparent, coalesce(q.conname, k.conname))
						from pg_inherits i left join pg_constraint q on q.oid = k.conparentid where i.inhrelid = r.oid),
				format('constraint "%s" of %s "%s"', k.conname, r.kind, r.name),
				json_build_object('definition', case when r.named then concat_ws(' ', k.contype, k.conkey, k.confrelid,
					k.confkey, k.confupdtype, k.confdeltype, k.confmatchtype, k.confdelsetcols, k.condeferrable, k.condeferred,
					k.conexclop, {tree of k.conbin}) end), null, null
			from pg_constraint k
			join relations r on r.oid = k.conrelid
			where k.contype in ('c', 'f', 'u', 'p', 'x')
			union all
			select 'index', format('index %s %s', r.key, i.relname),
				r.key || {columns of r in x.indkey}
					|| array(select format('index table %s %s', y.indrelid, z.relname) from pg_inherits h
						join pg_index y on y.indexrelid = h.inhparent join pg_class z on z.oid = h.inhparent where h.inhrelid = x.indexrelid),
				format('unique index "%s" of %s "%s"', i.relname, r.kind, r.name),
				json_build_object('definition', case when r.named then concat_ws(' ', x.indkey, x.indclass,
					x.indnullsnotdistinct, {tree of x.indexprs}, 'where', {tree of x.indpred}) end), null, null
			from pg_index x
			join pg_class i on i.oid = x.indexrelid
			join relations r on r.oid = x.indrelid
			where x.indisunique and not exists (select from pg_constraint k
				where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
			union all
			select 'role', 'role ' || u.rolname, '{}', format('role "%s"', u.rolname),
				json_build_object('attributes', concat_ws(' ', u.rolsuper, u.rolinherit, u.rolcreaterole, u.rolcreatedb,
						u.rolcanlogin, u.rolreplication, u.rolbypassrls, u.rolconnlimit, u.rolvaliduntil),
					'settings', (select string_agg(concat_ws(' ', s.setdatabase, s.setconfig), ' ' order by s.setdatabase)
						from pg_db_role_setting s where s.setrole = u.oid)), null, null
			from pg_roles u
			where (:all or u.rolname = any(:names)) and not starts_with(u.rolname, 'pg_')
			union all
			select 'membership', format('membership %s %s', m.roleid, m.member),
				array['role ' || pg_get_userbyid(m.roleid), 'role ' || pg_get_userbyid(m.member)],
				format('membership of role "%s" in role "%s"', pg_get_userbyid(m.member), pg_get_userbyid(m.roleid)), null,
				null, null
			from pg_auth_members m
			where :all or pg_get_userbyid(m.roleid) = any(:names) or pg_get_userbyid(m.member) = any(:names)
			union all
			select 'database', 'database', '{}', format('database "%s"', d.datname),
				json_build_object('settings', (select s.setconfig from pg_db_role_setting s
					where s.setdatabase = d.oid and s.setrole = 0)::text), null, coalesce(d.datacl, acldefault('d', d.datdba))
			from pg_database d
			where d.datname = current_database()
			union all
			select 'extension', 'extension ' || e.extname, '{}', format('extension "%s"', e.extname),
				json_build_object('version', e.extversion), null, null
			from pg_extension e
			union all
			select i.type, i.type || ' ' || i.identity, array[s.key], format('%s "%s"', i.type, i.identity), null, null, null
			from (select 'pg_operator'::regclass as catalogue, oid, oprnamespace as schema from pg_operator
				union all
				select 'pg_collation'::regclass, oid, collnamespace from pg_collation
				union all
				select 'pg_ts_config'::regclass, oid, cfgnamespace from pg_ts_config) o
			join schemas s on s.oid = o.schema
			cross join lateral pg_identify_object(o.catalogue, o.oid, 0) i
			where not exists (select from pg_depend d
				where d.classid = o.catalogue and d.objid = o.oid and d.deptype = 'e')
			""";

	static final String SQL = "with " + RELATIONS
			+ """
					select coalesce(json_agg(json_build_object('kind', o.kind, 'key', o.key, 'parents', o.parents, 'shown', o.shown,
						'aspects', o.aspects, 'definedBy', o.defined_by, 'rights', (select json_agg(format('%s for %s', a.privilege_type,
							case a.grantee when 0 then 'PUBLIC' else pg_get_userbyid(a.grantee) end)) from aclexplode(o.acl) a)) order by o.shown collate "C"),
						'[]')::text
					from ("""
			+ columns(trees(OBJECTS)).replace("{pg_proc p of no extension}", ofNoExtension("pg_proc", "p"))
				.replace("{pg_type t of no extension}", ofNoExtension("pg_type", "t"))
			+ ") o";

	private ObjectSql() {
	}

	private static String ofNoExtension(String catalogue, String alias) {
		return """
				not exists (select from pg_depend e
					where e.classid = '%s'::regclass and e.objid = %s.oid and e.deptype = 'e')""".formatted(catalogue,
				alias);
	}

	/**
	 * An expression as the server stores it, without its places in the text. It stays as
	 * it is when what it names gets another name.
	 */
	private static String trees(String sql) {
		return sql.replaceAll("\\{tree of (.*?)}",
				"md5(regexp_replace($1::text, ':(location|stmt_location|stmt_len) -?[0-9]+', '', 'g'))");
	}

	private static String columns(String sql) {
		return sql.replaceAll("\\{columns of r in (.*?)}", """
				array(select format('column %s.%s %s %s', r.key, a.attnum, a.atttypid, a.atttypmod)
					from pg_attribute a where r.named and a.attrelid = r.oid and a.attnum = any($1))""");
	}

}
