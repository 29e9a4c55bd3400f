package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.schema.SearchPath;
import io.github.versionedschema.session.AttachRefusedException;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * The DataSource inside a pool whose connections use a version of each of several base
 * schemas. Their search path contains all version schemas, then all base schemas, in the
 * given order, and then the schemas that the server sets. Each connection is attached to
 * all versions; if one of them cannot be used, no connection is opened.
 */
public final class JointDataSource extends AbstractDataSource {

	private final PhysicalConnections connections;

	private final List<PinnedDataSource> members;

	private final PathsOfRoles paths;

	private volatile int loginTimeout;

	/**
	 * Creates an instance without opening a connection.
	 * @param connections the source of physical connections
	 * @param members each knows whether one version can be used; all with the same further
	 * schemas
	 */
	public JointDataSource(PhysicalConnections connections, List<PinnedDataSource> members) {
		this.connections = connections;
		this.members = List.copyOf(members);
		this.paths = new PathsOfRoles(connections);
	}

	@Override
	public Connection getConnection() throws SQLException {
		return open(new Properties());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return open(PinnedDataSource.credentials(username, password));
	}

	@Override
	public void setLoginTimeout(int seconds) {
		this.loginTimeout = seconds;
	}

	@Override
	public int getLoginTimeout() {
		return this.loginTimeout;
	}

	/** Returns why one of the versions, which was in use, cannot be used now. */
	public Optional<AttachRefusedException> takenAway() {
		return this.members.stream().flatMap((member) -> member.takenAway().stream()).findFirst();
	}

	private Connection open(Properties properties) throws SQLException {
		List<String> schemas = new ArrayList<>();
		for (PinnedDataSource member : this.members) {
			schemas.add(member.usableSchema());
		}
		properties.setProperty(JdbcUrl.CURRENT_SCHEMA, searchPath(schemas, this.paths.of(properties).path()));
		if (this.loginTimeout > 0) {
			properties.setProperty("loginTimeout", Integer.toString(this.loginTimeout));
		}
		Connection connection = PoolerInBetweenException
			.explain(() -> Secrets.open(() -> this.connections.open(properties)));
		try {
			for (int i = 0; i < schemas.size(); i++) {
				this.members.get(i).attach(connection, schemas.get(i), properties);
			}
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			JdbcUtils.closeConnection(connection);
			throw ex;
		}
	}

	/**
	 * The base schemas are in the order of the version schemas, or a name that two of them
	 * have would be resolved differently once a view stands before one of the tables.
	 */
	private String searchPath(List<String> versionSchemas, SearchPath server) {
		List<PinnedVersion> versions = this.members.stream().map(PinnedDataSource::version).toList();
		return server
			.startingWith(
					Stream.concat(versionSchemas.stream(), versions.stream().map(PinnedVersion::baseSchema)).toList())
			.followedBy(versions.get(0).furtherSchemas())
			.sql();
	}

}
