package io.github.versionedschema.autoconfigure.datasource;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * How long callers of a pool wait when the pool is not fenced.
 */
final class UsualWait {

	private final AtomicReference<@Nullable Long> millis = new AtomicReference<>();

	/** Keeps what the pool is configured with, unless it is kept already. */
	void keep(long configured) {
		this.millis.compareAndSet(null, configured);
	}

	/** Gives it back, if the pool was fenced. */
	void restore(LongConsumer pool) {
		Long usual = this.millis.getAndSet(null);
		if (usual != null) {
			pool.accept(usual);
		}
	}

}
