package io.github.versionedschema.autoconfigure.datasource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.transition.SchemaEvent.InstanceFenced;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent.VersionReopened;
import org.jspecify.annotations.Nullable;

/**
 * Holds the pinned pools by the names of their beans.
 */
public final class PinnedPools {

	private final Map<String, PinnedPool> pools = new ConcurrentHashMap<>();

	private final FreshDatabase fresh = new FreshDatabase();

	void add(String beanName, PinnedPool pool) {
		this.pools.put(beanName, pool);
	}

	@Nullable PinnedPool get(String beanName) {
		return this.pools.get(beanName);
	}

	/**
	 * Returns a DataSource for the same database and role without a version, for other
	 * migration tools.
	 * @param dataSource the application's DataSource, or a proxy of it
	 * @return a DataSource without a pool, or null if the given one is not pinned
	 */
	public @Nullable DataSource unpinned(DataSource dataSource) {
		return this.pools.values()
			.stream()
			.filter((pinned) -> pinned.pool().wraps(dataSource))
			.findFirst()
			.map((pinned) -> new UnpinnedDataSource(pinned.connector().to(null), this.fresh,
					pinned.dataSource().version().baseSchema()))
			.orElse(null);
	}

	/**
	 * Returns whether the database was empty before other tools, such as Flyway, created
	 * tables during this start.
	 */
	public boolean isOnFreshDatabase() {
		return this.fresh.wasEmpty();
	}

	/**
	 * Returns whether a DataSource is pinned.
	 * @param dataSource the application's DataSource, or a proxy of it
	 */
	public boolean isPinned(DataSource dataSource) {
		return this.pools.values().stream().anyMatch((pinned) -> pinned.pool().wraps(dataSource));
	}

	/**
	 * Returns the failures of pools whose last attempt to open a connection failed.
	 */
	public List<Exception> refusals() {
		return this.pools.values().stream().flatMap((pinned) -> pinned.dataSource().lastRefusal().stream()).toList();
	}

	/**
	 * Returns whether any pool still considers its version unusable. The last pool to
	 * find the version usable again therefore gets {@code false}.
	 */
	boolean isVersionTakenAway() {
		return this.pools.values().stream().anyMatch((pinned) -> pinned.dataSource().takenAway().isPresent());
	}

	/**
	 * Lets callers of the pools fail within a fraction of a second while the version is
	 * taken away.
	 * @param event a change of the version
	 */
	public void onEvent(Object event) {
		if (event instanceof InstanceFenced) {
			this.pools.values().forEach((pinned) -> pinned.pool().fence());
		}
		else if (event instanceof VersionReopened) {
			this.pools.values().forEach((pinned) -> pinned.pool().reopen());
		}
	}

	/** Ends background work. */
	public void close() {
		this.pools.values().forEach((pinned) -> pinned.dataSource().close());
	}

}
