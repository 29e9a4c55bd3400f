package io.github.versionedschema.postgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Facts about the server and the leader's role.
 *
 * @param versionNumber the version number, such as 150018
 * @param versionText the server's version string
 * @param standby whether it is a standby
 * @param pid process ID of this session's server process
 * @param deadlockMillis how long a session waits before it checks for a deadlock
 * @param database the database's name
 * @param role the role of this session
 * @param searchPath the search path that the server sets for that role and database
 * @param mayCreateSchemas whether the role may create schemas in the database
 * @param baseSchemaExists whether the base schema exists
 * @param mayUseBaseSchema whether the role may use the base schema
 */
public record ServerFacts(int versionNumber, String versionText, boolean standby, int pid, long deadlockMillis,
		String database, String role, String searchPath, boolean mayCreateSchemas, boolean baseSchemaExists,
		boolean mayUseBaseSchema) {

	private static final String FACTS = """
			select current_setting('server_version_num')::int as version_number,
				version() as version_text,
				pg_is_in_recovery() as standby,
				pg_backend_pid() as pid,
				(extract(epoch from current_setting('deadlock_timeout')::interval) * 1000::numeric)::bigint as deadlock_millis,
				current_database()::text as database,
				current_user::text as role,
				current_setting('search_path') as search_path,
				has_database_privilege(current_database(), 'CREATE') as may_create_schemas,
				n.oid is not null as base_schema_exists,
				coalesce(has_schema_privilege(n.oid, 'USAGE'), false) as may_use_base_schema
			from (values (1)) one left join pg_namespace n on n.nspname = ?::name
			""";

	public static ServerFacts read(JdbcClient jdbc, String baseSchema) {
		return jdbc.sql(FACTS).params(baseSchema).query(ServerFacts.class).single();
	}

	public int major() {
		return this.versionNumber / 10_000;
	}

}
