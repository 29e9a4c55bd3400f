package io.github.versionedschema.autoconfigure.datasource;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.session.AttachRefusedException;
import io.github.versionedschema.session.pin.JointDataSource;
import io.github.versionedschema.session.pin.PhysicalConnections;
import io.github.versionedschema.session.pin.PinnedDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Supplies the connections of a pool. If the pool got no connection while the version is
 * retired or closed, callers would wait until their timeout. The pool therefore gets
 * connections on which every statement fails immediately, with the reason.
 */
final class FencedConnections extends DelegatingDataSource {

	private final DataSource pinned;

	private final Supplier<Optional<AttachRefusedException>> takenAway;

	private FencedConnections(DataSource pinned, Supplier<Optional<AttachRefusedException>> takenAway) {
		super(pinned);
		this.pinned = pinned;
		this.takenAway = takenAway;
	}

	/**
	 * Returns the connections of a pool.
	 * @param versions one for each schema whose version the pool uses
	 * @param connections the source of physical connections
	 */
	static FencedConnections of(List<PinnedDataSource> versions, PhysicalConnections connections) {
		if (versions.size() == 1) {
			return new FencedConnections(versions.get(0), versions.get(0)::takenAway);
		}
		JointDataSource joint = new JointDataSource(connections, versions);
		return new FencedConnections(joint, joint::takenAway);
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
			if (this.takenAway.get().isEmpty()) {
				throw ex;
			}
			return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
					new Class<?>[] { Connection.class }, new Refusing(this.takenAway));
		}
	}

	/** Opens connections. */
	private interface Source {

		Connection get() throws SQLException;

	}

	/**
	 * Lets a pool set up, return and close a connection, and nothing else.
	 *
	 * @param takenAway has the reason. While it has one, the connection is valid:
	 * otherwise a pool that validates connections would hide the reason from its caller
	 */
	private record Refusing(Supplier<Optional<AttachRefusedException>> takenAway) implements InvocationHandler {

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
				case "isValid" -> this.takenAway.get().isPresent();
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
			Optional<AttachRefusedException> reason = this.takenAway.get();
			return reason.isPresent() ? reason.get() : new SQLTransientConnectionException(
					"This connection was opened while the version was closed", SqlStates.CONNECTION_FAILURE);
		}

	}

}
