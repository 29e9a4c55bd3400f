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
import org.springframework.core.Ordered;

/**
 * Holds the pinned pools by the names of their beans.
 */
public final class PinnedPools
		implements ApplicationListener<PayloadApplicationEvent<? extends SchemaEvent>>, Ordered, DisposableBean {

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

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<? extends SchemaEvent> event) {
		if (event.getPayload() instanceof InstanceFenced) {
			this.pools.values().forEach((pinned) -> pinned.pool().fence());
		}
		else if (event.getPayload() instanceof VersionReopened) {
			this.pools.values().forEach((pinned) -> pinned.pool().reopen());
		}
	}

	/** A listener of the application may throw. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void destroy() {
		this.pools.values().forEach((pinned) -> pinned.dataSource().close());
	}

}
