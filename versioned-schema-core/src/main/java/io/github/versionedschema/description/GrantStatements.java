package io.github.versionedschema.description;

/**
 * Privileges on objects that differ from those that a new object has. They are granted to
 * roles that exist where the file is run.
 */
final class GrantStatements {

	private static final String OBJECTS = """
			select 'pg_class'::regclass::oid as class_id, c.oid as object_id, 0 as column_number,
				case c.relkind when 'S' then 'sequence ' else 'table ' end || c.oid::regclass as target, '' as columns,
				c.relacl as acl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner) as usual,
				c.relowner as owner
			from pg_class c
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where c.relkind in ('r', 'p', 'v', 'm', 'S')
			union all
			select 'pg_class'::regclass::oid, c.oid, a.attnum, 'table ' || c.oid::regclass, format(' (%I)', a.attname),
				a.attacl, null, c.relowner
			from pg_attribute a
			join pg_class c on c.oid = a.attrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where not a.attisdropped
			union all
			select 'pg_proc'::regclass::oid, p.oid, 0, 'routine ' || p.oid::regprocedure, '', p.proacl,
				acldefault('f', p.proowner), p.proowner
			from pg_proc p
			join pg_namespace n on n.oid = p.pronamespace and n.nspname = :schema
			union all
			select 'pg_type'::regclass::oid, t.oid, 0, 'type ' || t.oid::regtype, '', t.typacl, acldefault('T', t.typowner),
				t.typowner
			from pg_type t
			join pg_namespace n on n.oid = t.typnamespace and n.nspname = :schema""";

	static final String SQL = """
			select class_id, object_id, target || columns as name, string_agg(statement, E'\\n' order by statement desc) as sql
			from ({objects}) o
			cross join lateral (
				select format('revoke %s%s on %s from %s;', privilege_type, o.columns, o.target,
					case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end) as statement
				from (select grantee, privilege_type from aclexplode(o.usual)
					except select grantee, privilege_type from aclexplode(o.acl)) lost
				union all
				select case grantee when 0 then format('grant %s%s on %s to public;', privilege_type, o.columns, o.target)
					else format(E'do $grant$ begin\\n\\tif exists (select from pg_catalog.pg_roles where rolname = %L) then\\n'
						|| E'\\t\\tgrant %s%s on %s to %I%s;\\n\\tend if;\\nend $grant$;', pg_get_userbyid(grantee), privilege_type,
						o.columns, o.target, pg_get_userbyid(grantee), case when is_grantable then ' with grant option' else '' end)
					end
				from (select grantee, privilege_type, is_grantable from aclexplode(o.acl)
					except select grantee, privilege_type, is_grantable from aclexplode(o.usual)) given
			) g
			where o.acl is not null
			group by class_id, object_id, column_number, target, columns
			"""
		.replace("{objects}", OBJECTS);

	private GrantStatements() {
	}

}
