package io.github.versionedschema.autoconfigure.neighbour;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchema;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchemas;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Refuses transactions of another migration tool that alter a table which live versions
 * see through views. The plan of the migration that is under way would no longer fit the
 * table: columns would be missing in the views, and sync triggers would fail.
 */
final class GuardedDataSource extends DelegatingDataSource {

	private final String tool;

	private final List<VersionedSchema> schemas;

	/**
	 * Creates an instance.
	 * @param tool the tool's name in messages
	 * @param unpinned the DataSource of the tool
	 * @param schemas the schemas of the DataSource
	 */
	private GuardedDataSource(String tool, DataSource unpinned, List<VersionedSchema> schemas) {
		super(unpinned);
		this.tool = tool;
		this.schemas = schemas;
	}

	/**
	 * Returns the DataSource that a tool uses instead of a pinned one.
	 * @param tool the tool's name in messages
	 * @param dataSource the DataSource that the application gives to the tool
	 * @param schemas the schemas of the application
	 * @return the DataSource, or null if the given one is not pinned
	 */
	static @Nullable DataSource unpinned(String tool, DataSource dataSource, MigratedSchemas schemas) {
		DataSource unpinned = schemas.unpinned(dataSource);
		return (unpinned != null) ? new GuardedDataSource(tool, unpinned,
				schemas.of(dataSource).stream().map(MigratedSchema::engine).toList()) : null;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return guarded(super.getConnection());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return guarded(super.getConnection(username, password));
	}

	private Connection guarded(Connection connection) throws SQLException {
		try {
			List<String> versionSchemas = versionSchemas();
			return versionSchemas.isEmpty() ? connection
					: guarded(connection, AlteredTables.under(connection, versionSchemas));
		}
		catch (SQLException | RuntimeException ex) {
			JdbcUtils.closeConnection(connection);
			throw ex;
		}
	}

	/** Returns the schemas of versions of which a migration is under way. */
	private List<String> versionSchemas() {
		return this.schemas.stream()
			.map(VersionedSchema::status)
			.filter(GuardedDataSource::isUnderWay)
			.flatMap((status) -> status.versions().stream())
			.map(VersionStatus::schema)
			.filter(Objects::nonNull)
			.toList();
	}

	private static boolean isUnderWay(SchemaStatus status) {
		return switch (status.phase()) {
			case UNTOUCHED, STEADY -> false;
			case EXPANDING, EXPANDED, KEPT, COMPLETING, ABORTING -> true;
		};
	}

	private Connection guarded(Connection connection, AlteredTables altered) {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (commits(connection, method)) {
						requireNoneAltered(connection, altered);
					}
					try {
						return ReflectionUtils.isEqualsMethod(method) ? proxy == arguments[0]
								: method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	/** A change of the mode commits too. */
	private static boolean commits(Connection connection, Method method) throws SQLException {
		return (method.getName().equals("commit") || method.getName().equals("setAutoCommit"))
				&& !connection.getAutoCommit();
	}

	private void requireNoneAltered(Connection connection, AlteredTables altered) throws SQLException {
		List<String> tables = altered.in(connection);
		if (!tables.isEmpty()) {
			connection.rollback();
			throw new SQLException(
					"""
							%s alters %s, which live versions see through views while a migration of versioned-schema is under way. \
							The transaction was rolled back. Complete or abort that migration first \
							(--versioned-schema.command=status shows it), or make this change with a migration of versioned-schema."""
						.formatted(this.tool, String.join(", ", tables)));
		}
	}

}
