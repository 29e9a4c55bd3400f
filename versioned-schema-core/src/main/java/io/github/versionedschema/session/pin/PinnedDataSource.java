package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

import io.github.versionedschema.session.AttachRefusal;
import io.github.versionedschema.session.AttachRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The DataSource inside a pool that opens connections pinned to one version. The
 * version's search path is a startup parameter, which neither {@code RESET} nor a
 * rollback reverts. Each connection is attached to the version. No connection is opened
 * before the version can be used.
 */
public final class PinnedDataSource extends AbstractDataSource implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PinnedDataSource.class);

	/** How often to check whether a closed version is open again. */
	private static final Duration LOOK = Duration.ofMillis(100);

	/** When to check first whether a retired version is live again. */
	private static final Duration FIRST_LOOK_BACK = Duration.ofSeconds(1);

	/**
	 * The longest interval between checks, as all instances of a release may run them.
	 */
	private static final Duration LOOK_BACK = Duration.ofSeconds(5);

	private final PinnedConnections connections;

	private final ConnectionAhead ahead;

	private final PinnedVersion version;

	private final VersionSchemaName schema;

	private final FenceListener fenceListener;

	private final VersionWatch watch = new VersionWatch();

	private final AtomicReference<@Nullable AttachRefusedException> fence = new AtomicReference<>();

	/** Set while the version, which was in use, is closed. */
	private final AtomicReference<@Nullable AttachRefusedException> closure = new AtomicReference<>();

	private volatile boolean used;

	/**
	 * Whether the callback was called again after a wrong result, which may happen once.
	 */
	private volatile boolean askedAgain;

	private volatile @Nullable Exception lastRefusal;

	private volatile int loginTimeout;

	/**
	 * Creates an instance without opening a connection.
	 * @param connections the source of physical connections
	 * @param version the version to attach them to
	 * @param beforeFirstUse called before the first connection
	 * @param fenceListener notified when the version becomes unusable or usable again
	 */
	public PinnedDataSource(PhysicalConnections connections, PinnedVersion version, BeforeFirstUse beforeFirstUse,
			FenceListener fenceListener) {
		this.connections = new PinnedConnections(connections, version);
		this.ahead = new ConnectionAhead(this.connections, version);
		this.version = version;
		this.schema = new VersionSchemaName(version.version(), beforeFirstUse);
		this.fenceListener = fenceListener;
	}

	/** Returns the version that the connections are attached to. */
	public PinnedVersion version() {
		return this.version;
	}

	/**
	 * Returns whether the last connection was attached, so that the version can be used.
	 */
	public boolean isUsable() {
		return this.used && this.lastRefusal == null && !isFenced();
	}

	/**
	 * Returns whether the version was retired or undone while in use. No connection is
	 * opened for callers until it is live again.
	 */
	public boolean isFenced() {
		return this.fence.get() != null;
	}

	/**
	 * Returns why the version, which was in use, cannot be used now or in future, so that
	 * callers need not wait.
	 */
	public Optional<AttachRefusedException> takenAway() {
		AttachRefusedException refusal = this.fence.get();
		return Optional.ofNullable((refusal != null) ? refusal : this.closure.get());
	}

	/**
	 * Returns why the last attempt to open a connection failed, if it did, as pools often
	 * hide the cause from callers.
	 */
	public Optional<Exception> lastRefusal() {
		return Optional.ofNullable(this.lastRefusal);
	}

	/**
	 * Opens a connection in advance if the version is live, without the callback. The
	 * first caller gets it.
	 * @return the version's schema; empty if the callback has to determine it
	 * @throws SQLException if it cannot be opened
	 */
	public Optional<String> openAhead() throws SQLException {
		return this.ahead.open();
	}

	/**
	 * Closes the connection that was opened in advance, unless it is in use. No other is
	 * opened.
	 */
	public void closeAhead() {
		this.ahead.close();
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

	/** Ends background work. Connections that were opened remain open. */
	@Override
	public void close() {
		this.watch.close();
		closeAhead();
	}

	private Connection open(Properties properties) throws SQLException {
		requireNotTakenAway();
		return recorded(properties, this::openPinned);
	}

	/**
	 * Waits until the version can be used, for a connection that is attached to other
	 * versions as well.
	 * @return the version's schema
	 */
	String usableSchema() throws SQLException {
		requireNotTakenAway();
		try {
			return this.schema.await();
		}
		catch (SQLException ex) {
			this.lastRefusal = ex;
			throw ex;
		}
	}

	/** Attaches a connection that also uses versions of other base schemas. */
	void attach(Connection connection, String schema, Properties properties) throws SQLException {
		recorded(properties, (given) -> {
			this.connections.attachBehindOthers(connection, schema);
			return connection;
		});
	}

	private void requireNotTakenAway() throws AttachRefusedException {
		AttachRefusedException refusal = takenAway().orElse(null);
		if (refusal != null) {
			throw new AttachRefusedException(refusal.reason(), String.valueOf(refusal.getMessage()), refusal);
		}
	}

	private Connection recorded(Properties properties, PhysicalConnections opening) throws SQLException {
		try {
			Connection connection = opening.open(properties);
			this.used = true;
			this.lastRefusal = null;
			return connection;
		}
		catch (AttachRefusedException ex) {
			refused(ex, properties);
			throw ex;
		}
		catch (SQLException | RuntimeException ex) {
			this.lastRefusal = ex;
			throw ex;
		}
	}

	private Connection openPinned(Properties properties) throws SQLException {
		String schema = this.schema.await();
		Connection opened = this.ahead.take(schema, properties);
		if (opened != null) {
			return opened;
		}
		if (this.loginTimeout > 0) {
			properties.setProperty("loginTimeout", Integer.toString(this.loginTimeout));
		}
		return this.connections.open(schema, properties);
	}

	private void refused(AttachRefusedException ex, Properties properties) {
		this.lastRefusal = ex;
		if (!ex.reason().isEndOfUse()) {
			if (this.used && ex.reason() == AttachRefusal.CLOSED && this.closure.compareAndSet(null, ex)) {
				this.watch.start("closed", LOOK, LOOK, () -> !isClosed(properties));
				this.fenceListener.closed(ex);
			}
			return;
		}
		if (!this.used && ex.reason() != AttachRefusal.RETIRED && !this.askedAgain) {
			this.askedAgain = true;
			this.schema.forget();
		}
		else if (this.fence.compareAndSet(null, ex)) {
			this.watch.start("fenced", FIRST_LOOK_BACK, LOOK_BACK, () -> isLiveAgain(properties));
			this.fenceListener.fenced(ex);
		}
	}

	private boolean isClosed(Properties properties) {
		try {
			this.connections.look(usedSchema(), properties);
			reopen();
			return false;
		}
		catch (AttachRefusedException ex) {
			refused(ex, properties);
			return !isFenced();
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Whether version \"{}\" is open again could not be determined", this.version.version(), ex);
			return true;
		}
	}

	/**
	 * A failover can lose the publication of a version or its retirement, and an expand
	 * can make the version live again. The callback is not called, as it may expand, and
	 * an operator may have undone the version on purpose.
	 */
	private boolean isLiveAgain(Properties properties) {
		try {
			boolean live = this.connections.isLive(usedSchema(), properties);
			if (live) {
				reopen();
			}
			return live;
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Whether version \"{}\" is live again could not be determined", this.version.version(), ex);
			return false;
		}
	}

	private String usedSchema() {
		return this.schema.known().orElseGet(this.version::usualSchema);
	}

	private void reopen() {
		this.lastRefusal = null;
		this.closure.set(null);
		this.fence.set(null);
		this.fenceListener.opened();
	}

}
