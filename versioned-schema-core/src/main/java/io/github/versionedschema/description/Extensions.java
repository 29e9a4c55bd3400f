package io.github.versionedschema.description;

/**
 * Extensions that objects of the schema need.
 */
final class Extensions {

	static final String SQL = """
			select 'pg_extension'::regclass::oid as class_id, e.oid as object_id, e.extname::text as name,
				format('create extension if not exists %I with schema %I;', e.extname, n.nspname) as sql
			from pg_extension e
			join pg_namespace n on n.oid = e.extnamespace
			where n.nspname = :schema
				or exists (
					select from pg_depend d
					join pg_depend m on m.classid = d.refclassid and m.objid = d.refobjid and m.deptype = 'e'
						and m.refclassid = 'pg_extension'::regclass and m.refobjid = e.oid
					cross join pg_identify_object(d.classid, d.objid, 0) o
					where o.schema = :schema and e.extname <> 'plpgsql')
			""";

	private Extensions() {
	}

}
