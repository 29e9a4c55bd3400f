package io.github.versionedschema.autoconfigure.transition;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.session.pin.PinnedDataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the application's first connection while the application still creates its beans,
 * on the leader's thread: the first of a process takes its time. If it could be attached,
 * the version can be used, and nobody has to ask. Otherwise it is as if there had been
 * none.
 */
public final class FirstConnection {

	private static final Logger logger = LoggerFactory.getLogger(FirstConnection.class);

	private final SchemaLeader leader;

	private final boolean wanted;

	private volatile @Nullable PinnedDataSource dataSource;

	private volatile @Nullable CompletableFuture<Optional<String>> schema;

	/**
	 * Creates it; nothing happens yet.
	 * @param leader on whose thread to connect
	 * @param wanted false where nobody will use it
	 */
	public FirstConnection(SchemaLeader leader, boolean wanted) {
		this.leader = leader;
		this.wanted = wanted;
	}

	/**
	 * Begins to open it.
	 * @param dataSource whose first connection it will be
	 */
	public void open(PinnedDataSource dataSource) {
		if (this.wanted && this.dataSource == null) {
			this.dataSource = dataSource;
			this.schema = this.leader.call(() -> attach(dataSource));
		}
	}

	/**
	 * Closes it if the application has not used it until now.
	 */
	public void close() {
		PinnedDataSource opened = this.dataSource;
		if (opened != null) {
			opened.closeAhead();
		}
	}

	/**
	 * Returns what is known from it. On the leader's thread there is nothing to wait for.
	 * @return the version's schema if it could be attached, or null when that is not
	 * known
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
