package io.github.versionedschema.autoconfigure.neighbour;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.VersionedSchema;
import org.springframework.beans.factory.ObjectProvider;
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

	private final ObjectProvider<VersionedSchema> schema;

	/**
	 * Creates an instance.
	 * @param tool the tool's name in messages
	 * @param unpinned the DataSource of the tool
	 * @param schema the schema that the tool changes
	 */
	GuardedDataSource(String tool, DataSource unpinned, ObjectProvider<VersionedSchema> schema) {
		super(unpinned);
		this.tool = tool;
		this.schema = schema;
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
			return isUnderWay() ? guarded(connection, AlteredTables.under(connection, versionSchemas())) : connection;
		}
		catch (SQLException | RuntimeException ex) {
			JdbcUtils.closeConnection(connection);
			throw ex;
		}
	}

	private boolean isUnderWay() {
		return switch (this.schema.getObject().status().phase()) {
			case UNTOUCHED, STEADY -> false;
			case EXPANDING, EXPANDED, KEPT, COMPLETING, ABORTING -> true;
		};
	}

	private List<String> versionSchemas() {
		return this.schema.getObject()
			.status()
			.versions()
			.stream()
			.map(VersionStatus::schema)
			.filter(Objects::nonNull)
			.toList();
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
