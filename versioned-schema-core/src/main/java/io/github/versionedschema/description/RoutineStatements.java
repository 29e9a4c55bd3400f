package io.github.versionedschema.description;

/**
 * Functions and procedures.
 */
final class RoutineStatements {

	static final String SQL = """
			select 'pg_proc'::regclass::oid as class_id, p.oid as object_id, p.oid::regprocedure::text as name,
				pg_get_functiondef(p.oid) || ';' as sql
			from pg_proc p
			join pg_namespace n on n.oid = p.pronamespace and n.nspname = :schema
			where p.prokind in ('f', 'p', 'w')
				and not exists (select from pg_depend d
					where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i')
			""";

	private RoutineStatements() {
	}

}
