package io.github.versionedschema.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.VersionedSchema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A status that is a few seconds old at most.
 */
public final class RecentStatus {

	private static final Logger logger = LoggerFactory.getLogger(RecentStatus.class);

	private final VersionedSchema schema;

	private final Duration age;

	/** No monitor: the database is asked under it. */
	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private Instant expiry = Instant.MIN;

	/** Guarded by the lock. Null when the database did not answer. */
	private @Nullable SchemaStatus status;

	/**
	 * Creates it without asking.
	 * @param schema the engine
	 * @param age how old a status may be
	 */
	public RecentStatus(VersionedSchema schema, Duration age) {
		this.schema = schema;
		this.age = age;
	}

	/**
	 * Reads a number from the status.
	 * @param value the number
	 * @return it, or not a number when the database did not answer
	 */
	double get(ToDoubleFunction<SchemaStatus> value) {
		this.lock.lock();
		try {
			if (Instant.now().isAfter(this.expiry)) {
				this.status = read();
				this.expiry = Instant.now().plus(this.age);
			}
			return (this.status != null) ? value.applyAsDouble(this.status) : Double.NaN;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable SchemaStatus read() {
		try {
			return this.schema.status();
		}
		catch (RuntimeException ex) {
			logger.debug("The status cannot be read", ex);
			return null;
		}
	}

}
