package io.github.versionedschema.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.versionedschema.postgres.ConnectionSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A transaction in which statements see the schema as a release does. It remembers the
 * last statement.
 */
final class ReleaseSession implements AutoCloseable {

	private final Connection connection;

	private final JdbcClient jdbc;

	private volatile @Nullable String statement;

	ReleaseSession(ConnectionSource connections) throws SQLException {
		this.connection = connections.open();
		this.connection.setAutoCommit(false);
		this.jdbc = client(this.connection);
		this.jdbc.sql("select pg_catalog.set_config('lock_timeout', '10s', false)").query().singleRow();
	}

	private static JdbcClient client(Connection connection) {
		return JdbcClient.create(new SingleConnectionDataSource(connection, true));
	}

	/**
	 * Returns a client of a release.
	 * @param searchPath the search path of the release
	 */
	JdbcClient as(String searchPath) {
		this.jdbc.sql("select pg_catalog.set_config('search_path', ?, false)").param(searchPath).query().singleRow();
		return client(watched(Connection.class, this.connection));
	}

	/** Runs checks that are due at the end of a transaction. */
	void checkDeferred() {
		this.jdbc.sql("set constraints all immediate").update();
	}

	void commit() throws SQLException {
		this.connection.commit();
	}

	@Nullable String statement() {
		return this.statement;
	}

	@Override
	public void close() throws SQLException {
		this.connection.rollback();
		this.connection.close();
	}

	private <T> T watched(Class<T> type, T target) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> invoke(target, method, arguments)));
	}

	private @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
		if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql
				&& (method.getName().startsWith("execute") || method.getName().startsWith("prepare"))) {
			this.statement = sql;
		}
		try {
			Object result = method.invoke(target, arguments);
			return (result instanceof Statement created && !(result instanceof PreparedStatement))
					? watched(Statement.class, created) : result;
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
