package io.github.versionedschema.description;

/**
 * Queries for what is created together with another object, what depends on what, and
 * what is left out.
 */
final class Relationships {

	/**
	 * Objects that are created by the statements of another object. Members of an
	 * extension are created with it.
	 */
	static final String OWNERS = """
			select 'pg_attrdef'::regclass::oid as class_id, d.oid as object_id, 'pg_class'::regclass::oid as owner_class_id,
				d.adrelid as owner_id
			from pg_attrdef d
			union all
			select 'pg_type'::regclass, t.oid, 'pg_class'::regclass, t.typrelid
			from pg_type t join pg_class c on c.oid = t.typrelid and c.relkind <> 'c'
			union all
			select 'pg_type'::regclass, a.oid, 'pg_type'::regclass, t.oid
			from pg_type t join pg_type a on a.oid = t.typarray
			union all
			select 'pg_type'::regclass, rngmultitypid, 'pg_type'::regclass, rngtypid from pg_range
			union all
			select 'pg_class'::regclass, oid, 'pg_type'::regclass, reltype from pg_class where relkind = 'c'
			union all
			select 'pg_rewrite'::regclass, oid, 'pg_class'::regclass, ev_class from pg_rewrite where rulename = '_RETURN'
			union all
			select 'pg_class'::regclass, conindid, 'pg_constraint'::regclass, oid from pg_constraint where contype in ('p', 'u', 'x')
			union all
			select 'pg_constraint'::regclass, oid, 'pg_constraint'::regclass, conparentid from pg_constraint where conparentid <> 0
			union all
			select 'pg_constraint'::regclass, oid, 'pg_class'::regclass, conrelid from pg_constraint
			where conrelid <> 0 and (contype = 'n' or not conislocal and conparentid = 0)
			union all
			select 'pg_constraint'::regclass, oid, 'pg_type'::regclass, contypid from pg_constraint where contypid <> 0
			union all
			select 'pg_class'::regclass, i.inhrelid, 'pg_class'::regclass, i.inhparent
			from pg_inherits i join pg_class c on c.oid = i.inhrelid and c.relkind in ('i', 'I')
			union all
			select classid, objid, refclassid, refobjid from pg_depend
			where deptype = 'i' and classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass
				and exists (select from pg_class where oid = objid and relkind = 'S')
			union all
			select classid, objid, refclassid, refobjid from pg_depend where deptype = 'e'
			""";

	/**
	 * What depends on what. A foreign key uses the oldest of several unique indexes of
	 * the columns, so others of the table follow the one that it uses.
	 */
	static final String DEPENDENCIES = """
			select distinct classid as class_id, objid as object_id, refclassid as owner_class_id, refobjid as owner_id
			from pg_depend
			where objid >= 16384 and refobjid >= 16384 and deptype <> 'e'
			union
			select 'pg_class'::regclass, o.indexrelid, 'pg_class'::regclass, k.conindid
			from pg_constraint k
			join pg_index r on r.indexrelid = k.conindid
			join pg_index o on o.indrelid = r.indrelid and o.indexrelid <> r.indexrelid and o.indisunique
			where k.contype = 'f' and (o.indexrelid > r.indexrelid
				or not exists (select from pg_constraint where contype = 'f' and conindid = o.indexrelid))
			""";

	/** Tables in which Flyway and Liquibase record what they did, and their keys. */
	static final String TABLES_OF_TOOLS = """
			with tool (tool, columns) as (values
				('Flyway', array['installed_rank', 'version', 'description', 'type', 'script', 'checksum', 'installed_by']),
				('Liquibase', array['id', 'author', 'filename', 'dateexecuted', 'orderexecuted', 'exectype', 'md5sum']),
				('Liquibase', array['id', 'locked', 'lockgranted', 'lockedby'])),
			tool_table as (
				select c.oid, c.relname, t.tool
				from pg_class c
				join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
				join tool t on t.columns <@ array(select attname::text from pg_attribute where attrelid = c.oid)
				where c.relkind = 'r')
			select 'pg_class'::regclass::oid as class_id, oid as object_id, format('table %I, which belongs to %s', relname, tool) as name
			from tool_table
			union all
			select 'pg_constraint'::regclass, k.oid, null from pg_constraint k join tool_table t on t.oid = k.conrelid
			union all
			select 'pg_class'::regclass, i.indexrelid, null from pg_index i join tool_table t on t.oid = i.indrelid
			""";

	/**
	 * What other statements than those of this package would be needed for, with the
	 * reason if there is one. What belongs to the database, to a role or to one
	 * environment would make a database that lacks it differ from the file.
	 */
	static final String OTHERS = """
			select distinct o.type || ' ' || o.identity || case when c.relkind = 'f'
				then ', as its server and the passwords for it belong to one environment' else '' end as name
			from pg_namespace n
			join pg_depend d on d.refclassid = 'pg_namespace'::regclass and d.refobjid = n.oid
			left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
			left join pg_type t on d.classid = 'pg_type'::regclass and t.oid = d.objid
			left join pg_proc p on d.classid = 'pg_proc'::regclass and p.oid = d.objid
			cross join pg_identify_object(d.classid, d.objid, d.objsubid) o
			where n.nspname = :schema
				and not exists (select from pg_depend e where e.classid = d.classid and e.objid = d.objid and e.deptype = 'e')
				and case when c.oid is not null then c.relkind = 'f' or c.reloftype <> 0
						or c.relkind in ('i', 'I') and not (select indisvalid from pg_index where indexrelid = c.oid)
					when t.oid is not null then t.typtype = 'b' and t.typelem = 0
					when p.oid is not null then false
					when d.classid = 'pg_operator'::regclass then (select oprcode::oid = 0 from pg_operator where oid = d.objid)
					else d.classid not in ('pg_default_acl'::regclass, 'pg_constraint'::regclass, 'pg_statistic_ext'::regclass, 'pg_collation'::regclass,
						'pg_extension'::regclass) end
			union all
			select format('the tablespace of %s, as it belongs to one server', c.oid::regclass)
			from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where c.reltablespace <> 0
			union all
			select format('the owner of %s, %I, as the role that runs the file owns what it creates', c.oid::regclass,
				pg_get_userbyid(c.relowner))
			from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and pg_get_userbyid(c.relowner) <> current_user
			union all
			select format('table %s of publication %I, as a publication belongs to one environment', r.prrelid::regclass, p.pubname)
			from pg_publication_rel r
			join pg_publication p on p.oid = r.prpubid
			join pg_class c on c.oid = r.prrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			union all
			select format('the schema in publication %I, as a publication belongs to one environment', p.pubname)
			from pg_publication_namespace r
			join pg_publication p on p.oid = r.pnpubid
			join pg_namespace n on n.oid = r.pnnspid and n.nspname = :schema
			union all
			select format('default privileges for %s that role %I creates, as they belong to the role', case a.defaclobjtype
				when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' else 'types' end,
				pg_get_userbyid(a.defaclrole))
			from pg_default_acl a
			join pg_namespace n on n.oid = a.defaclnamespace and n.nspname = :schema
			order by 1
			""";

	private Relationships() {
	}

}
