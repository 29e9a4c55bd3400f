package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.session.AttachRefusal;
import io.github.versionedschema.session.AttachRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The physical DataSource inside a pool: each connection that it opens has the path of
 * one version from the start (as a start-up property, which no {@code RESET} and no
 * rollback undoes) and is attached to that version. Nobody gets one before the version
 * can be used.
 */
public final class PinnedDataSource extends AbstractDataSource implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PinnedDataSource.class);

	/** How often to look whether a version that was closed is open again. */
	private static final Duration LOOK = Duration.ofMillis(100);

	/** When to look first whether a version that went away is back. */
	private static final Duration FIRST_LOOK_BACK = Duration.ofSeconds(1);

	/** How often to look in the end: all instances of a release may be doing so. */
	private static final Duration LOOK_BACK = Duration.ofSeconds(5);

	private final PinnedConnections connections;

	private final ConnectionAhead ahead;

	private final PinnedVersion version;

	private final BeforeFirstUse beforeFirstUse;

	private final FenceListener fenceListener;

	private final ReentrantLock beforeFirstUseLock = new ReentrantLock();

	private final VersionWatch watch = new VersionWatch();

	private final AtomicReference<@Nullable AttachRefusedException> fence = new AtomicReference<>();

	/** Set while the version, which was in use, is closed. */
	private final AtomicReference<@Nullable AttachRefusedException> closure = new AtomicReference<>();

	/** Known from the end of the hook; forgotten when attach then says otherwise. */
	private volatile @Nullable String schema;

	private volatile boolean used;

	/** Whether the hook was asked again after it had been wrong, which it may be once. */
	private volatile boolean askedAgain;

	private volatile @Nullable Exception lastRefusal;

	private volatile int loginTimeout;

	/**
	 * Creates an instance that opens nothing yet.
	 * @param connections opens the connections
	 * @param version what to attach them to
	 * @param beforeFirstUse called before the first connection
	 * @param fenceListener told when the version goes away or comes back
	 */
	public PinnedDataSource(PhysicalConnections connections, PinnedVersion version, BeforeFirstUse beforeFirstUse,
			FenceListener fenceListener) {
		this.connections = new PinnedConnections(connections, version);
		this.ahead = new ConnectionAhead(this.connections, version);
		this.version = version;
		this.beforeFirstUse = beforeFirstUse;
		this.fenceListener = fenceListener;
	}

	/** Returns what the connections are attached to. */
	public PinnedVersion version() {
		return this.version;
	}

	/**
	 * Returns whether the last connection was attached: the version can be used.
	 */
	public boolean isUsable() {
		return this.used && this.lastRefusal == null && !isFenced();
	}

	/**
	 * Returns whether the version went away while it was in use. No connection will be
	 * opened for callers until it is live again.
	 */
	public boolean isFenced() {
		return this.fence.get() != null;
	}

	/**
	 * Returns why the version, which was in use, cannot be used at this moment or any
	 * more: there is nothing that a caller could wait for.
	 */
	public Optional<AttachRefusedException> takenAway() {
		AttachRefusedException refusal = this.fence.get();
		return Optional.ofNullable((refusal != null) ? refusal : this.closure.get());
	}

	/**
	 * Returns why the last attempt to open a connection failed, if it did: callers of a
	 * pool often lose that.
	 */
	public Optional<Exception> lastRefusal() {
		return Optional.ofNullable(this.lastRefusal);
	}

	/**
	 * Opens a connection before anybody asks for one, without the hook, if the version is
	 * live. The first who does ask gets it.
	 * @return the version's schema; empty when the hook has to find out
	 * @throws SQLException when it cannot be opened
	 */
	public Optional<String> openAhead() throws SQLException {
		return this.ahead.open();
	}

	/** Closes that connection unless somebody has it. There will be no other. */
	public void closeAhead() {
		this.ahead.close();
	}

	@Override
	public Connection getConnection() throws SQLException {
		return open(new Properties());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		Properties credentials = new Properties();
		credentials.setProperty("user", username);
		if (password != null) {
			credentials.setProperty("password", password);
		}
		return open(credentials);
	}

	@Override
	public void setLoginTimeout(int seconds) {
		this.loginTimeout = seconds;
	}

	@Override
	public int getLoginTimeout() {
		return this.loginTimeout;
	}

	/** Ends what it does by itself. Connections that it has opened stay open. */
	@Override
	public void close() {
		this.watch.close();
		closeAhead();
	}

	private Connection open(Properties properties) throws SQLException {
		AttachRefusedException refusal = takenAway().orElse(null);
		if (refusal != null) {
			throw new AttachRefusedException(refusal.refusal(), String.valueOf(refusal.getMessage()), refusal);
		}
		try {
			Connection connection = openPinned(properties);
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
		String schema = schema();
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
		if (!ex.refusal().isEndOfUse()) {
			if (this.used && ex.refusal() == AttachRefusal.CLOSED && this.closure.compareAndSet(null, ex)) {
				this.fenceListener.closed(ex);
				this.watch.start("closed", LOOK, LOOK, () -> !isClosed(properties));
			}
			return;
		}
		if (!this.used && ex.refusal() != AttachRefusal.RETIRED && !this.askedAgain) {
			this.askedAgain = true;
			this.schema = null;
		}
		else if (this.fence.compareAndSet(null, ex)) {
			this.fenceListener.fenced(ex);
			this.watch.start("fenced", FIRST_LOOK_BACK, LOOK_BACK, () -> isLiveAgain(properties));
		}
	}

	private boolean isClosed(Properties properties) {
		try (Connection connection = openPinned(properties)) {
			reopen();
			return false;
		}
		catch (AttachRefusedException ex) {
			refused(ex, properties);
			return !isFenced();
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Whether version \"{}\" is open again could not be found out", this.version.version(), ex);
			return true;
		}
	}

	/**
	 * A failover can lose the publication of a version, or its retirement, and an expand
	 * brings it back. The hook is not asked, as it may expand: an operator may have
	 * undone the version.
	 */
	private boolean isLiveAgain(Properties properties) {
		String schema = this.schema;
		try (Connection connection = this.connections.lookIfLive((schema != null) ? schema : this.version.usualSchema(),
				properties)) {
			if (connection == null) {
				return false;
			}
			reopen();
			return true;
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Whether version \"{}\" is live again could not be determined", this.version.version(), ex);
			return false;
		}
	}

	private void reopen() {
		this.lastRefusal = null;
		this.closure.set(null);
		this.fence.set(null);
		this.fenceListener.opened();
	}

	private String schema() throws SQLException {
		String schema = this.schema;
		return (schema != null) ? schema : awaitSchema();
	}

	private String awaitSchema() throws SQLException {
		try {
			this.beforeFirstUseLock.lockInterruptibly();
			try {
				String schema = this.schema;
				if (schema == null) {
					schema = this.beforeFirstUse.versionSchema();
					this.schema = schema;
				}
				return schema;
			}
			finally {
				this.beforeFirstUseLock.unlock();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException("Interrupted while waiting for version \"" + this.version.version() + "\"", ex);
		}
		catch (RuntimeException ex) {
			throw new SQLException("Version \"" + this.version.version() + "\" could not be brought into use: "
					+ Secrets.hide(String.valueOf(ex.getMessage())), Secrets.hideIn(ex));
		}
	}

}
