package io.github.versionedschema.autoconfigure.datasource;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Remembers how long callers of a pool wait when the pool is not fenced.
 */
final class UsualWait {

	private final AtomicReference<@Nullable Long> millis = new AtomicReference<>();

	/** Saves the configured wait, unless one is already saved. */
	void keep(long configured) {
		this.millis.compareAndSet(null, configured);
	}

	/** Restores the saved wait, if the pool was fenced. */
	void restore(LongConsumer pool) {
		Long usual = this.millis.getAndSet(null);
		if (usual != null) {
			pool.accept(usual);
		}
	}

}
