package io.github.versionedschema.session;

import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Recognizes the views of versions that an older release of this library created, which
 * did not store the shapes of the versions: a view has the rights of its reader, and
 * reads one table of the base schema and nothing else. A client's view of that kind is
 * taken for one of them, and stays where it is until the run of the older release ends.
 */
public final class RecognizedViews {

	private static final String VIEWS = """
			select v.relname
			from pg_catalog.pg_class v
				join pg_catalog.pg_rewrite r on r.ev_class = v.oid
				cross join lateral (
					select count(distinct t.oid) = 1 and bool_and(t.relkind in ('r', 'p') and n.nspname = :base::name) as only_one
					from pg_catalog.pg_depend d
						join pg_catalog.pg_class t on t.oid = d.refobjid
						join pg_catalog.pg_namespace n on n.oid = t.relnamespace
					where d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
						and d.refclassid = 'pg_class'::regclass and d.refobjid <> v.oid
				) tables
			where v.relnamespace = (select oid from pg_catalog.pg_namespace where nspname = :schema::name)
				and v.relkind = 'v' and v.reloptions @> array['security_invoker=true'] and tables.only_one
			""";

	private final JdbcClient jdbc;

	private final String baseSchema;

	/**
	 * Creates an instance.
	 * @param jdbc a client of the leader's connection
	 * @param baseSchema the schema that contains the tables
	 */
	public RecognizedViews(JdbcClient jdbc, String baseSchema) {
		this.jdbc = jdbc;
		this.baseSchema = baseSchema;
	}

	/** Returns the names of the views in a version's schema. */
	public Set<String> in(String versionSchema) {
		return this.jdbc.sql(VIEWS)
			.param("base", this.baseSchema)
			.param("schema", versionSchema)
			.query(String.class)
			.set();
	}

}
