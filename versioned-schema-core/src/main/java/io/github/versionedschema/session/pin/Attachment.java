package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.session.AttachRefusal;
import io.github.versionedschema.session.AttachRefusedException;
import org.postgresql.PGConnection;

/**
 * Attaches a session to a version.
 */
public final class Attachment {

	private static final String ATTACH = "select versioned_schema.attach(?, ?)";

	/** The path is set first, and only for this statement. */
	private static final String ATTACH_IN = """
			with wanted as materialized (select ? as version, ? as base, pg_catalog.set_config('search_path', ?, true) as path)
			select versioned_schema.attach(version, base) from wanted where path is not null
			""";

	private static final String INSTALLED = """
			select pg_catalog.to_regprocedure('versioned_schema.version_to_attach(text, text)') is not null
			""";

	private static final String ATTACH_IF_LIVE = """
			select versioned_schema.attach(wanted.version, wanted.base)
			  from (values (?, ?)) wanted (version, base),
			       versioned_schema.version_to_attach(wanted.version, wanted.base) known
			 where known.state = 'live' and known.schema_name = pg_catalog.current_schema()
			""";

	private Attachment() {
	}

	/**
	 * Attaches the session.
	 * @return whether the connection leads directly to the attached session, without a
	 * pooler
	 */
	public static boolean attach(Connection connection, PinnedVersion version) throws SQLException {
		return attached(version, () -> attach(connection, version, ATTACH));
	}

	/**
	 * Attaches a session in which the schemas of other base schemas' versions are in
	 * front of the version's schema.
	 * @return whether the connection leads directly to the attached session, without a
	 * pooler
	 */
	static boolean attachBehindOthers(Connection connection, PinnedVersion version, String versionSchema)
			throws SQLException {
		return attached(version, () -> attach(connection, version, ATTACH_IN, Identifier.quote(versionSchema)));
	}

	private static boolean attached(PinnedVersion version, Call call) throws SQLException {
		try {
			return call.attach();
		}
		catch (SQLException ex) {
			AttachRefusal refusal = AttachRefusal.of(ex);
			if (refusal != null) {
				throw AttachRefusedException.of(refusal, ex);
			}
			// For example at the start of a rollout.
			if (SqlStates.isUndefinedFunction(ex)) {
				throw new AttachRefusedException(AttachRefusal.NOT_LIVE, "Version \"" + version.version()
						+ "\" is not live: this database has no versions yet. Wait for its migrations.", ex);
			}
			throw ex;
		}
	}

	/**
	 * Attaches the session if the version is live and its schema is the current schema.
	 * Otherwise, no error is raised, and nothing is written to the server's log.
	 * @return whether it is attached, without a pooler
	 */
	static boolean attachIfLive(Connection connection, PinnedVersion version) throws SQLException {
		return isInstalled(connection) && attach(connection, version, ATTACH_IF_LIVE);
	}

	private static boolean isInstalled(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet installed = statement.executeQuery(INSTALLED)) {
			return installed.next() && installed.getBoolean(1);
		}
	}

	private static boolean attach(Connection connection, PinnedVersion version, String sql, String... more)
			throws SQLException {
		try (PreparedStatement attach = connection.prepareStatement(sql)) {
			attach.setString(1, version.version());
			attach.setString(2, version.baseSchema());
			for (int i = 0; i < more.length; i++) {
				attach.setString(3 + i, more[i]);
			}
			try (ResultSet pid = attach.executeQuery()) {
				return pid.next() && (!connection.isWrapperFor(PGConnection.class)
						|| connection.unwrap(PGConnection.class).getBackendPID() == pid.getInt(1));
			}
		}
	}

	/** Calls the function. */
	@FunctionalInterface
	private interface Call {

		boolean attach() throws SQLException;

	}

}
