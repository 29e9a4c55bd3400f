package io.github.versionedschema.schema;

import java.util.List;

/**
 * A function or procedure whose body is a string. PostgreSQL resolves the names in it at
 * run time, and tracks no dependencies.
 *
 * @param name its SQL name with argument types
 * @param source its body
 * @param triggers the enabled triggers that call it, as {@code a_trigger on public.users}
 */
public record Routine(String name, String source, List<String> triggers) {

	private static final String SQL = """
			with runs as (
				select tgfoid, array_agg(format('%I on %s', tgname, tgrelid::regclass) order by tgname) as triggers
				from pg_trigger
				where not tgisinternal and tgparentid = 0 and tgenabled <> 'D'
				group by tgfoid
			)
			select json_build_object(
				'name', p.oid::regprocedure::text,
				'source', p.prosrc,
				'triggers', coalesce(r.triggers, '{}')) as document
			from pg_proc p
			join pg_language l on l.oid = p.prolang and (l.lanispl or l.lanname = 'sql')
			join pg_namespace n on n.oid = p.pronamespace
			left join runs r on r.tgfoid = p.oid
			where n.nspname not in ('pg_catalog', 'information_schema') and not n.nspname = any(:ignored)
				and p.prosqlbody is null
				and not exists (
					select
					from pg_depend
					where classid = 'pg_proc'::regclass and objid = p.oid and deptype = 'e')
				and (cast(:names as text[]) is null or exists (
					select
					from unnest(cast(:names as text[])) name
					where strpos(lower(p.prosrc), lower(name)) > 0))
			order by p.oid::regprocedure::text
			""";

	public Routine {
		triggers = List.copyOf(triggers);
	}

	public static List<Routine> read(CatalogueQuery query) {
		return query.list(SQL, Routine.class);
	}

}
