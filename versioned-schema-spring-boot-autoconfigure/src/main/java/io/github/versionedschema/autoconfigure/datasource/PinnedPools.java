package io.github.versionedschema.autoconfigure.datasource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.transition.SchemaEvent.InstanceFenced;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent.VersionReopened;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * The pools that were pinned, by the names of their beans.
 */
public final class PinnedPools
		implements ApplicationListener<PayloadApplicationEvent<? extends SchemaEvent>>, DisposableBean {

	private final Map<String, PinnedPool> pools = new ConcurrentHashMap<>();

	private final FreshDatabase fresh = new FreshDatabase();

	void add(String beanName, PinnedPool pool) {
		this.pools.put(beanName, pool);
	}

	@Nullable PinnedPool get(String beanName) {
		return this.pools.get(beanName);
	}

	/**
	 * Returns a DataSource to the same database, as the same role, and to no version:
	 * what somebody else's migrations have to run through.
	 * @param dataSource of the application, or a proxy of it
	 * @return a DataSource without a pool, or null if that one is not pinned
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
	 * Returns whether the database was empty before others, such as Flyway, made tables
	 * in this start.
	 */
	public boolean isOnFreshDatabase() {
		return this.fresh.wasEmpty();
	}

	/**
	 * Returns whether a DataSource is pinned.
	 * @param dataSource of the application, or a proxy of it
	 */
	public boolean isPinned(DataSource dataSource) {
		return this.pools.values().stream().anyMatch((pinned) -> pinned.pool().wraps(dataSource));
	}

	/**
	 * Returns why connections could not be opened, where that was so the last time.
	 */
	public List<Exception> refusals() {
		return this.pools.values().stream().flatMap((pinned) -> pinned.dataSource().lastRefusal().stream()).toList();
	}

	/**
	 * Returns whether one of them knows that its version cannot be used. The one that
	 * learns last that it can be again finds that all others know.
	 */
	boolean isVersionTakenAway() {
		return this.pools.values().stream().anyMatch((pinned) -> pinned.dataSource().takenAway().isPresent());
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<? extends SchemaEvent> event) {
		if (event.getPayload() instanceof InstanceFenced) {
			this.pools.values().forEach((pinned) -> pinned.pool().fence());
		}
		else if (event.getPayload() instanceof VersionReopened) {
			this.pools.values().forEach((pinned) -> pinned.pool().reopen());
		}
	}

	@Override
	public void destroy() {
		this.pools.values().forEach((pinned) -> pinned.dataSource().close());
	}

}
