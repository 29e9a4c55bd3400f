package io.github.versionedschema.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.versionedschema.failure.PreparedTransaction;
import io.github.versionedschema.leader.LockHolder;
import io.github.versionedschema.leader.LockHolderQuery;
import io.github.versionedschema.postgres.AdvisoryLock;
import io.github.versionedschema.postgres.CurrentDatabase;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Determines which sessions use which version, from the server's lock table. Each method
 * runs one query.
 */
public final class Presence {

	/** The advisory locks of attached sessions in this database. */
	private static final String ATTACHMENTS = """
			select l.pid, l.objid::bigint as version_id from pg_catalog.pg_locks l
			where l.locktype = 'advisory' and l.classid = %d and l.objsubid = 2 and l.objid::bigint < 2147483648
				and l.mode = 'ShareLock' and l.granted
				and l.database = %s
			""".formatted(AdvisoryLock.CLASS, CurrentDatabase.OID);

	private static final String ATTACHED = "with attachment as (" + ATTACHMENTS + ")\nselect distinct version_id, "
			+ AttachedSession.COLUMNS
			+ """
					from attachment join pg_catalog.pg_stat_activity a using (pid) order by version_id, backend_start, pid
					""";

	/** The advisory locks of one version in any mode, held by other sessions. */
	private static final String HOLDERS = """
			from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a on a.pid = l.pid
			where l.locktype = 'advisory' and l.classid = %d and l.objsubid = 2 and l.objid::bigint = :version and l.granted
				and l.database = %s
				and l.pid <> pg_backend_pid()
			"""
		.formatted(AdvisoryLock.CLASS, CurrentDatabase.OID);

	private static final String ORDER = " order by backend_start, pid";

	/**
	 * Attaching takes the lock in shared mode, and requires the privilege to use the
	 * schema.
	 */
	private static final String NOT_ATTACHED = """
			and (l.mode <> 'ShareLock' or exists (select from pg_catalog.pg_namespace n
				where n.nspname = :schema::name and not has_schema_privilege(a.usesysid, n.oid, 'USAGE')))
			""";

	private static final String USING_VIEWS = "with attachment as (" + ATTACHMENTS + ")\nselect "
			+ AttachedSession.COLUMNS + """
					from pg_catalog.pg_stat_activity a
					where a.pid <> pg_backend_pid()
						and not exists (select from attachment t where t.pid = a.pid and t.version_id = :version)
						and exists (select from pg_catalog.pg_locks l
							join pg_catalog.pg_class c on c.oid = l.relation and c.relkind = 'v'
							join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema::name
							where l.pid = a.pid and l.locktype = 'relation'
								and l.database = %s)
					order by backend_start, pid
					""".formatted(CurrentDatabase.OID);

	private static final String UNATTACHED = "with attachment as (" + ATTACHMENTS + ")\nselect "
			+ AttachedSession.COLUMNS
			+ """
					from pg_catalog.pg_stat_activity a
					where a.datname = current_database() and coalesce(a.backend_type, 'client backend') = 'client backend'
						and a.pid <> pg_backend_pid() and a.usename = any(:roles::name[])
						and a.application_name is distinct from :own
						and not exists (select from attachment t where t.pid = a.pid)
					order by backend_start, pid
					""";

	private static final String ADMINISTRATORS = """
			select rolname::text from pg_catalog.pg_roles
			where rolname = any(:roles::name[]) and (rolsuper or rolcreaterole)
			""";

	private final JdbcClient jdbc;

	/**
	 * Creates an instance.
	 * @param jdbc a client of a connection to the database
	 */
	public Presence(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns all attached sessions.
	 * @return the sessions by the version's ID, oldest connection first
	 */
	public Map<Integer, List<AttachedSession>> attached() {
		Map<Integer, List<AttachedSession>> sessions = new LinkedHashMap<>();
		RowCallbackHandler collector = (row) -> sessions
			.computeIfAbsent(row.getInt("version_id"), (id) -> new ArrayList<>())
			.add(AttachedSession.of(row));
		this.jdbc.sql(ATTACHED).query(collector);
		return sessions;
	}

	/**
	 * Returns the sessions that are attached to one version.
	 * @param versionId the version's ID in the journal
	 * @return the sessions, oldest connection first
	 */
	public List<AttachedSession> attached(int versionId) {
		return attached().getOrDefault(versionId, List.of());
	}

	/**
	 * Returns the sessions that hold a version's lock, in any mode.
	 * @param versionId the version's ID in the journal
	 * @return the sessions, oldest connection first
	 */
	public List<AttachedSession> holding(int versionId) {
		return this.jdbc.sql("select distinct " + AttachedSession.COLUMNS + HOLDERS + ORDER)
			.param("version", versionId)
			.query((row, index) -> AttachedSession.of(row))
			.list();
	}

	/**
	 * Returns the prepared transactions that hold a version's lock, in any mode.
	 * @param versionId the version's ID in the journal
	 */
	public List<PreparedTransaction> prepared(int versionId) {
		return new LockHolderQuery(this.jdbc).holdersOf(versionId)
			.stream()
			.map(LockHolder::prepared)
			.filter(Objects::nonNull)
			.map(PreparedTransaction::new)
			.toList();
	}

	/**
	 * Returns the sessions that hold a version's lock without having attached: a session
	 * that took it manually, or a leader that closes the version.
	 * @param versionId the version's ID in the journal
	 * @param schema the version's schema
	 * @return the sessions, oldest connection first
	 */
	public List<AttachedSession> holdingUnattached(int versionId, String schema) {
		return this.jdbc.sql("select distinct " + AttachedSession.COLUMNS + HOLDERS + NOT_ATTACHED + ORDER)
			.param("version", versionId)
			.param("schema", schema)
			.query((row, index) -> AttachedSession.of(row))
			.list();
	}

	/**
	 * Returns the sessions that use a version's views without being attached to it,
	 * because of a manually set search path or {@code DISCARD ALL} after attaching. Such
	 * a session is visible only while its transaction is open.
	 * @param versionId the version's ID in the journal
	 * @param schema the version's schema
	 * @return the sessions, oldest connection first
	 */
	public List<AttachedSession> usingViewsUnattached(int versionId, String schema) {
		return this.jdbc.sql(USING_VIEWS)
			.param("version", versionId)
			.param("schema", schema)
			.query((row, index) -> AttachedSession.of(row))
			.list();
	}

	/**
	 * Returns which of the roles are superusers or may create roles, as those of database
	 * administrators and of backups do.
	 * @param roles names of roles
	 */
	public Set<String> administrators(Set<String> roles) {
		if (roles.isEmpty()) {
			return Set.of();
		}
		return this.jdbc.sql(ADMINISTRATORS).param("roles", roles.toArray(String[]::new)).query(String.class).set();
	}

	/**
	 * Returns the sessions of the application that are attached to no version, including
	 * sessions whose kind the server hides from the leader. They count as users of the
	 * oldest live version.
	 * @param clients which sessions count
	 * @return the sessions, oldest connection first
	 */
	public List<AttachedSession> unattached(UnversionedClients clients) {
		return this.jdbc.sql(UNATTACHED)
			.param("roles", clients.roles().toArray(String[]::new))
			.param("own", clients.ownApplicationName())
			.query((row, index) -> AttachedSession.of(row))
			.list();
	}

}
