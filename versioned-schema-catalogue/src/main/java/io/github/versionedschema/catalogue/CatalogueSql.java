package io.github.versionedschema.catalogue;

import java.util.List;

/**
 * Queries of a {@link Catalogue}, each of which returns lines of text.
 */
final class CatalogueSql {

	private static final String SCHEMA = """
			select concat_ws(' | ', 'schema', 'owner ' || pg_get_userbyid(nspowner), {acl:nspacl},
				{comment:pg_namespace,oid,0})
			from pg_namespace
			where nspname = :schema
			""";

	/**
	 * Objects of a schema without a separate query, such as collations and operators.
	 */
	private static final String OBJECTS = """
			select concat_ws(' | ', 'object', o.type, o.identity)
			from pg_depend d
			join pg_namespace n on n.oid = d.refobjid and n.nspname = :schema,
				pg_identify_object(d.classid, d.objid, d.objsubid) o
			where d.refclassid = 'pg_namespace'::regclass
			""";

	private static final String RELATIONS = """
			select concat_ws(' | ', 'relation', c.oid::regclass, 'kind ' || c.relkind::text, 'persistence ' || c.relpersistence::text,
				'owner ' || pg_get_userbyid(c.relowner), {acl:c.relacl},
				'method ' || a.amname, 'tablespace ' || s.spcname, 'options ' || c.reloptions::text,
				'replica identity ' || c.relreplident::text, 'row security ' || c.relrowsecurity || c.relforcerowsecurity,
				'populated ' || c.relispopulated, 'of ' || nullif(c.reloftype, 0)::regtype, 'type ' || t.typname,
				'array ' || e.typname, 'key ' || pg_get_partkeydef(c.oid), 'bound ' || pg_get_expr(c.relpartbound, c.oid),
				'parents ' || nullif(array(
					select inhparent::regclass from pg_inherits where inhrelid = c.oid order by inhseqno)::text, '{}'),
				case when c.relkind in ('v', 'm') then 'as ' || pg_get_viewdef(c.oid) end, {comment:pg_class,c.oid,0})
			from pg_class c
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			left join pg_am a on a.oid = c.relam
			left join pg_tablespace s on s.oid = c.reltablespace
			left join pg_type t on t.oid = c.reltype
			left join pg_type e on e.oid = t.typarray
			where c.relkind in ('r', 'p', 'f', 'v', 'm', 'c')
			""";

	private static final String COLUMNS = """
			select concat_ws(' | ', 'column', a.attrelid::regclass || ' ' || lpad((
						select count(*) from pg_attribute b
						where b.attrelid = a.attrelid and b.attnum between 1 and a.attnum and not b.attisdropped)::text, 4, '0'),
				case when c.relkind not in ('i', 'I') then a.attname end, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
				'identity ' || nullif(a.attidentity, '')::text, 'generated ' || nullif(a.attgenerated, '')::text,
				'default ' || pg_get_expr(d.adbin, d.adrelid), 'collation ' || nullif(a.attcollation, 0)::regcollation,
				'storage ' || a.attstorage::text, 'compression ' || nullif(a.attcompression, '')::text,
				'statistics ' || nullif(a.attstattarget, -1), 'options ' || a.attoptions::text,
				'local ' || a.attislocal, 'inherited ' || a.attinhcount, {acl:a.attacl},
				{comment:pg_class,a.attrelid,a.attnum})
			from pg_attribute a
			join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'f', 'v', 'm', 'c', 'i', 'I')
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
			where a.attnum > 0 and not a.attisdropped
			""";

	private static final String INDEXES = """
			select concat_ws(' | ', 'index', c.oid::regclass, pg_get_indexdef(c.oid),
				concat_ws(' ', case when i.indisprimary then 'primary' end, case when i.indisexclusion then 'exclusion' end,
					case when not i.indimmediate then 'deferrable' end, case when i.indisclustered then 'clustered' end,
					case when not i.indisvalid then 'INVALID' end, case when not i.indisready then 'NOT READY' end,
					case when not i.indislive then 'DEAD' end, case when i.indisreplident then 'replica identity' end),
				'tablespace ' || s.spcname, 'owner ' || pg_get_userbyid(c.relowner),
				'parent ' || (select inhparent::regclass from pg_inherits where inhrelid = c.oid), {comment:pg_class,c.oid,0})
			from pg_index i
			join pg_class c on c.oid = i.indexrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			left join pg_tablespace s on s.oid = c.reltablespace
			""";

	/**
	 * Includes foreign keys of other schemas that reference a table of this schema.
	 */
	private static final String CONSTRAINTS = """
			select concat_ws(' | ', 'constraint', coalesce(nullif(c.conrelid, 0)::regclass::text, c.contypid::regtype::text),
				c.conname, c.contype, pg_get_constraintdef(c.oid), 'validated ' || c.convalidated,
				'index ' || nullif(c.conindid, 0)::regclass, 'local ' || c.conislocal, 'inherited ' || c.coninhcount,
				'no inherit ' || c.connoinherit,
				'parent ' || (select conrelid::regclass || '.' || conname from pg_constraint where oid = c.conparentid),
				{comment:pg_constraint,c.oid,0})
			from pg_constraint c
			left join pg_class r on r.oid = c.confrelid
			join pg_namespace n on n.oid in (c.connamespace, r.relnamespace) and n.nspname = :schema
			""";

	/**
	 * The names of internal triggers contain object identifiers.
	 */
	private static final String TRIGGERS = """
			select concat_ws(' | ', 'trigger', t.tgrelid::regclass,
				case when t.tgisinternal then 'internal of ' || con.conname || ' ' || t.tgfoid::regprocedure || ' ' || t.tgtype
					else t.tgname || ' | ' || pg_get_triggerdef(t.oid) end,
				'enabled ' || t.tgenabled::text, 'parent ' || (t.tgparentid <> 0), {comment:pg_trigger,t.oid,0})
			from pg_trigger t
			join pg_class c on c.oid = t.tgrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			left join pg_constraint con on con.oid = t.tgconstraint
			""";

	private static final String RULES = """
			select concat_ws(' | ', 'rule', r.ev_class::regclass, r.rulename, pg_get_ruledef(r.oid), r.ev_enabled,
				{comment:pg_rewrite,r.oid,0})
			from pg_rewrite r
			join pg_class c on c.oid = r.ev_class
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where r.rulename <> '_RETURN'
			""";

	private static final String POLICIES = """
			select concat_ws(' | ', 'policy', p.polrelid::regclass, p.polname, p.polcmd, p.polpermissive,
				'roles ' || array(select case role when 0 then 'PUBLIC' else pg_get_userbyid(role) end
					from unnest(p.polroles) role order by 1)::text,
				'using ' || pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid),
				{comment:pg_policy,p.oid,0})
			from pg_policy p
			join pg_class c on c.oid = p.polrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			""";

	private static final String SEQUENCES = """
			select concat_ws(' | ', 'sequence', c.oid::regclass, format_type(s.seqtypid, null), 'start ' || s.seqstart,
				'increment ' || s.seqincrement, 'min ' || s.seqmin, 'max ' || s.seqmax, 'cache ' || s.seqcache,
				'cycle ' || s.seqcycle, 'persistence ' || c.relpersistence::text, 'owner ' || pg_get_userbyid(c.relowner),
				{acl:c.relacl},
				'owned by ' || (
					select d.refobjid::regclass || '.' || a.attname || ' ' || d.deptype::text
					from pg_depend d
					join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
					where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_class'::regclass
						and d.deptype in ('a', 'i')),
				{comment:pg_class,c.oid,0})
			from pg_sequence s
			join pg_class c on c.oid = s.seqrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			""";

	private static final String TYPES = """
			select concat_ws(' | ', 'type', t.oid::regtype, t.typtype, 'owner ' || pg_get_userbyid(t.typowner), {acl:t.typacl},
				'labels ' || nullif(array(
					select enumlabel from pg_enum where enumtypid = t.oid order by enumsortorder)::text, '{}'),
				'base ' || format_type(nullif(t.typbasetype, 0), t.typtypmod), case when t.typnotnull then 'not null' end,
				'default ' || t.typdefault, 'collation ' || nullif(t.typcollation, 0)::regcollation,
				'subtype ' || r.rngsubtype::regtype, {comment:pg_type,t.oid,0})
			from pg_type t
			join pg_namespace n on n.oid = t.typnamespace and n.nspname = :schema
			left join pg_range r on r.rngtypid = t.oid
			where t.typtype in ('d', 'e', 'r', 'c')
			""";

	private static final String FUNCTIONS = """
			select concat_ws(' | ', 'function', p.oid::regprocedure, p.prokind,
				case when p.prokind <> 'a' then pg_get_functiondef(p.oid) end,
				'owner ' || pg_get_userbyid(p.proowner), {acl:p.proacl}, {comment:pg_proc,p.oid,0})
			from pg_proc p
			join pg_namespace n on n.oid = p.pronamespace and n.nspname = :schema
			""";

	private static final String STATISTICS = """
			select concat_ws(' | ', 'statistics', pg_get_statisticsobjdef(s.oid), 'target ' || nullif(s.stxstattarget, -1),
				'owner ' || pg_get_userbyid(s.stxowner), {comment:pg_statistic_ext,s.oid,0})
			from pg_statistic_ext s
			join pg_namespace n on n.oid = s.stxnamespace and n.nspname = :schema
			""";

	private static final String PUBLICATIONS = """
			select concat_ws(' | ', 'publication', p.pubname, r.prrelid::regclass,
				'columns ' || (select array_agg(a.attname order by a.attname)::text from pg_attribute a
					where a.attrelid = r.prrelid and a.attnum = any(r.prattrs::int2[])),
				'where ' || pg_get_expr(r.prqual, r.prrelid))
			from pg_publication_rel r
			join pg_publication p on p.oid = r.prpubid
			join pg_class c on c.oid = r.prrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			union all
			select concat_ws(' | ', 'publication', p.pubname, 'whole schema')
			from pg_publication_namespace r
			join pg_publication p on p.oid = r.pnpubid
			join pg_namespace n on n.oid = r.pnnspid and n.nspname = :schema
			""";

	private static final String DEFAULT_PRIVILEGES = """
			select concat_ws(' | ', 'default privileges', pg_get_userbyid(d.defaclrole), d.defaclobjtype, {acl:d.defaclacl})
			from pg_default_acl d
			join pg_namespace n on n.oid = d.defaclnamespace and n.nspname = :schema
			""";

	static final List<String> ALL = List
		.of(SCHEMA, OBJECTS, RELATIONS, COLUMNS, INDEXES, CONSTRAINTS, TRIGGERS, RULES, POLICIES, SEQUENCES, TYPES,
				FUNCTIONS, STATISTICS, PUBLICATIONS, DEFAULT_PRIVILEGES)
		.stream()
		.map(CatalogueSql::expand)
		.toList();

	private CatalogueSql() {
	}

	private static String expand(String sql) {
		return sql
			.replaceAll("\\{acl:([^}]+)}",
					"'acl ' || (select string_agg(item::text, ', ' order by item::text) from unnest($1) item)")
			.replaceAll("\\{comment:(\\w+),([^,}]+),([^,}]+)}",
					"'comment ' || (select description from pg_description where classoid = '$1'::regclass"
							+ " and objoid = $2 and objsubid = $3)");
	}

}
