package io.github.versionedschema.autoconfigure.transition;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.session.pin.PinnedDataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the application's first connection on the leader's thread while the application
 * creates its beans, because the first connection of a process is slow. If it can be
 * attached, the version is usable and needs no further check. Otherwise it is ignored.
 */
public final class FirstConnection {

	private static final Logger logger = LoggerFactory.getLogger(FirstConnection.class);

	private final SchemaLeader leader;

	private final boolean wanted;

	private volatile @Nullable PinnedDataSource dataSource;

	private volatile @Nullable CompletableFuture<Optional<String>> schema;

	/**
	 * Creates an instance; nothing happens yet.
	 * @param leader whose thread connects
	 * @param wanted whether the connection will be used
	 */
	public FirstConnection(SchemaLeader leader, boolean wanted) {
		this.leader = leader;
		this.wanted = wanted;
	}

	/**
	 * Starts to open the connection.
	 * @param dataSource that will use the connection
	 */
	public void open(PinnedDataSource dataSource) {
		if (this.wanted && this.dataSource == null) {
			this.dataSource = dataSource;
			this.schema = this.leader.call(() -> attach(dataSource));
		}
	}

	/**
	 * Closes the connection if the application has not used it.
	 */
	public void close() {
		PinnedDataSource opened = this.dataSource;
		if (opened != null) {
			opened.closeAhead();
		}
	}

	/**
	 * Returns the schema of the version if the connection is attached. Does not wait on
	 * the leader's thread.
	 * @return the version schema, or null when it is not known
	 */
	@Nullable String schema() {
		CompletableFuture<Optional<String>> attached = this.schema;
		return (attached != null && attached.isDone() && !attached.isCompletedExceptionally())
				? attached.join().orElse(null) : null;
	}

	private static Optional<String> attach(PinnedDataSource dataSource) {
		try {
			return dataSource.openAhead();
		}
		catch (SQLException ex) {
			logger.debug("No connection could be opened ahead; the next use of one reports why", ex);
			return Optional.empty();
		}
	}

}
