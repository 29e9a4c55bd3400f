package io.github.versionedschema.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
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

	/** Guarded by this. */
	private Instant expiry = Instant.MIN;

	/** Guarded by this. Null when the database did not answer. */
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
	synchronized double get(ToDoubleFunction<SchemaStatus> value) {
		if (Instant.now().isAfter(this.expiry)) {
			this.status = read();
			this.expiry = Instant.now().plus(this.age);
		}
		return (this.status != null) ? value.applyAsDouble(this.status) : Double.NaN;
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
