package io.github.versionedschema.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

import org.postgresql.PGConnection;

/**
 * Attaches a session to a version.
 */
final class Attachment {

	/**
	 * Neither the schema nor the function exists, or a rollout is in its first moments.
	 */
	private static final Set<String> NOT_INSTALLED = Set.of("3F000", "42883");

	private Attachment() {
	}

	/**
	 * Attaches the session.
	 * @return whether the connection leads to the attached session itself, with nothing
	 * in between that hands out sessions
	 */
	static boolean attach(Connection connection, PinnedVersion version) throws SQLException {
		try (PreparedStatement attach = connection.prepareStatement("select versioned_schema.attach(?, ?)")) {
			attach.setString(1, version.version());
			attach.setString(2, version.baseSchema());
			try (ResultSet pid = attach.executeQuery()) {
				pid.next();
				return !connection.isWrapperFor(PGConnection.class)
						|| connection.unwrap(PGConnection.class).getBackendPID() == pid.getInt(1);
			}
		}
		catch (SQLException ex) {
			AttachRefusal refusal = AttachRefusal.of(ex);
			if (refusal != null) {
				throw AttachRefusedException.of(refusal, ex);
			}
			if (NOT_INSTALLED.contains(String.valueOf(ex.getSQLState()))) {
				throw new AttachRefusedException(AttachRefusal.NOT_LIVE, "Version \"" + version.version()
						+ "\" is not live: this database has no versions yet. Wait for its migrations.", ex);
			}
			throw ex;
		}
	}

}
