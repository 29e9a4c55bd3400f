package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.schema.SearchPath;
import io.github.versionedschema.session.AttachRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * The DataSource inside a pool whose connections use a version of each of several base
 * schemas. Their search path contains all version schemas, then all base schemas, in the
 * given order, and then the schemas that the server sets. Each connection is attached to
 * all versions; if one of them cannot be used, no connection is opened.
 */
public final class JointDataSource extends AbstractDataSource {

	private static final Logger logger = LoggerFactory.getLogger(JointDataSource.class);

	private static final String SAME_NAMES = """
			select pg_catalog.string_agg(names.relname, ', ' order by names.relname)
			from (select c.relname::pg_catalog.text
				from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
				where n.nspname = any(?) and c.relkind in ('r', 'p', 'f', 'v', 'm')
				group by c.relname having count(*) > 1) names
			""";

	private final PhysicalConnections connections;

	private final List<PinnedDataSource> members;

	private final AtomicBoolean compared = new AtomicBoolean();

	private final PathsOfRoles paths;

	private volatile int loginTimeout;

	/**
	 * Creates an instance without opening a connection.
	 * @param connections the source of physical connections
	 * @param members each knows whether one version can be used; all with the same
	 * further schemas
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
		return open(PinnedConnections.credentials(username, password));
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
			if (this.compared.compareAndSet(false, true)) {
				warnOfSameNames(connection);
			}
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			JdbcUtils.closeConnection(connection);
			throw ex;
		}
	}

	private void warnOfSameNames(Connection connection) throws SQLException {
		List<String> bases = this.members.stream().map((member) -> member.version().baseSchema()).toList();
		try (PreparedStatement question = connection.prepareStatement(SAME_NAMES)) {
			question.setArray(1, connection.createArrayOf("name", bases.toArray()));
			try (ResultSet row = question.executeQuery()) {
				if (row.next() && row.getString(1) != null) {
					logger.warn(
							"These tables or views are in more than one of the schemas {} that a DataSource uses: {}. "
									+ "Without a schema, their names mean those of the first schema",
							bases, row.getString(1));
				}
			}
		}
	}

	/**
	 * The base schemas are in the order of the version schemas, or a name that two of
	 * them have would be resolved differently once a view stands before one of the
	 * tables.
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
