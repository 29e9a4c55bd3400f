package io.github.versionedschema.autoconfigure.datasource;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.session.AttachRefusedException;
import io.github.versionedschema.session.pin.PinnedDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Supplies the connections of a pool. If the pool got no connection while the version is
 * retired or closed, callers would wait until their timeout. The pool therefore gets
 * connections on which every statement fails immediately, with the reason.
 */
final class FencedConnections extends DelegatingDataSource {

	private final PinnedDataSource pinned;

	FencedConnections(PinnedDataSource pinned) {
		super(pinned);
		this.pinned = pinned;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return get(this.pinned::getConnection);
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return get(() -> this.pinned.getConnection(username, password));
	}

	private Connection get(Source source) throws SQLException {
		try {
			return source.get();
		}
		catch (AttachRefusedException ex) {
			if (this.pinned.takenAway().isEmpty()) {
				throw ex;
			}
			return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
					new Class<?>[] { Connection.class }, new Refusing(this.pinned));
		}
	}

	/** Opens connections. */
	private interface Source {

		Connection get() throws SQLException;

	}

	/**
	 * Lets a pool set up, return and close a connection, and nothing else.
	 *
	 * @param pinned has the reason. While it has one, the connection is valid: otherwise
	 * a pool that validates connections would hide the reason from its caller
	 */
	private record Refusing(PinnedDataSource pinned) implements InvocationHandler {

		private static final Set<String> HARMLESS = Set.of("close", "abort", "isClosed", "isReadOnly",
				"getNetworkTimeout", "getHoldability", "getSchema", "getCatalog", "getWarnings", "clearWarnings",
				"setAutoCommit", "setReadOnly", "setTransactionIsolation", "setNetworkTimeout", "setSchema",
				"setCatalog", "setHoldability", "rollback", "isWrapperFor");

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			return switch (method.getName()) {
				case "hashCode" -> System.identityHashCode(proxy);
				case "equals" -> arguments != null && proxy == arguments[0];
				case "toString" -> "Connection refused: " + reason().getMessage();
				case "isValid" -> this.pinned.takenAway().isPresent();
				case "getAutoCommit" -> true;
				case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
				default -> nothing(method);
			};
		}

		private @Nullable Object nothing(Method method) throws SQLException {
			if (!HARMLESS.contains(method.getName())) {
				throw reason();
			}
			Class<?> type = method.getReturnType();
			return (type == boolean.class) ? Boolean.FALSE : (type == int.class) ? Integer.valueOf(0) : null;
		}

		/**
		 * After the version is reopened, a pool discards a connection that reports a
		 * connection failure.
		 */
		private SQLException reason() {
			Optional<AttachRefusedException> reason = this.pinned.takenAway();
			return reason.isPresent() ? reason.get() : new SQLTransientConnectionException(
					"This connection was opened while the version was closed", SqlStates.CONNECTION_FAILURE);
		}

	}

}
