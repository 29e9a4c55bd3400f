package io.github.versionedschema.postgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the leader has to know of the server and of its own role.
 *
 * @param versionNumber such as 150018
 * @param versionText what the server calls itself
 * @param standby whether it only follows another server
 * @param pid the server process of this session
 * @param deadlockMillis how long a session waits before it looks for a deadlock
 * @param database the database's name
 * @param role the role of this session
 * @param searchPath what the server sets for that role and database
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
