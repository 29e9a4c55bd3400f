package io.github.versionedschema.postgres;

import io.github.versionedschema.schema.SearchPath;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Determines the search path that the server sets for sessions of a role in this
 * database.
 */
public final class ServerPath {

	/**
	 * The settings of another role can be read. The server's configured default is known
	 * only if nothing else is set for the current role.
	 */
	private static final String OF_ROLE = """
			with setting as (
				select s.setrole, s.setdatabase, substr(c.setting, length('search_path=') + 1) as path
				from pg_catalog.pg_db_role_setting s cross join unnest(s.setconfig) c (setting)
				where starts_with(c.setting, 'search_path=')
					and s.setdatabase in (0::oid, %s)
			)
			select case when current_user = :role::name
				then (select reset_val from pg_catalog.pg_settings where name = 'search_path')
				else coalesce(
					(select path from setting
					where setrole in (0::oid, (select oid from pg_catalog.pg_roles where rolname = :role::name))
					order by setrole <> 0::oid desc, setdatabase <> 0::oid desc limit 1),
					(select reset_val from pg_catalog.pg_settings
					where name = 'search_path' and not exists (select from setting
						where setrole = (select oid from pg_catalog.pg_roles where rolname = current_user))),
					'"$user", public') end
			""".formatted(CurrentDatabase.OID);

	private final JdbcClient jdbc;

	/**
	 * Creates an instance.
	 * @param jdbc a client of any connection to the database that started without a
	 * search path
	 */
	public ServerPath(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns the search path of a role.
	 * @param role the role's name
	 */
	public SearchPath of(String role) {
		return SearchPath.parse(this.jdbc.sql(OF_ROLE).param("role", role).query(String.class).single());
	}

}
