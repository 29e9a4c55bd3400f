package io.github.versionedschema.autoconfigure.observation;

import java.util.Locale;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The meters besides those of {@link SchemaObservation}. The gauges show the state in the
 * database, so all instances show the same numbers, except for {@link #USABLE} and
 * {@link #SYNC_DIFFERENCES}. Timers and summaries count what this instance did.
 */
public enum SchemaMeter implements MeterDocumentation {

	/** Whether this instance can use its version. */
	USABLE("versioned.schema.usable", "Whether this instance can use its version, 1 or 0", Tag.SCHEMA, Tag.VERSION),

	/** The current phase. */
	PHASE("versioned.schema.phase", "1 for the current phase, 0 for the others", Tag.SCHEMA, Tag.PHASE),

	/** Live versions. */
	VERSIONS_LIVE("versioned.schema.versions.live", "Versions that sessions may attach to", Tag.SCHEMA),

	/** Kept versions. */
	VERSIONS_KEPT("versioned.schema.versions.kept", "Versions that were retired and can be made live again",
			Tag.SCHEMA),

	/** How long there have been several live versions. */
	VERSIONS_COEXISTING("versioned.schema.versions.coexisting",
			"Seconds since the version after the oldest live one became live, or 0", Tag.SCHEMA),

	/** Attached sessions. */
	SESSIONS_ATTACHED("versioned.schema.sessions.attached", "Sessions attached to any version", Tag.SCHEMA),

	/** Sessions by version. */
	SESSIONS("versioned.schema.sessions", "Sessions that use a version, for each version that is not retired",
			Tag.SCHEMA, Tag.VERSION),

	/** Steps done. */
	STEPS_DONE("versioned.schema.steps.done", "Steps done in the current transition", Tag.SCHEMA),

	/** Steps of the transition. */
	STEPS_PLANNED("versioned.schema.steps.planned", "Steps of the current transition", Tag.SCHEMA),

	/** Whether a leader is connected. */
	LEADER("versioned.schema.leader", "Whether a leader is connected, 1 or 0", Tag.SCHEMA),

	/** Whether the leader waits for a lock. */
	BLOCKED("versioned.schema.blocked", "Whether another session keeps the leader waiting for a lock, 1 or 0",
			Tag.SCHEMA),

	/** Whether the last transition stopped. */
	ERROR("versioned.schema.error", "Whether the last transition stopped, or the last expand was undone, 1 or 0",
			Tag.SCHEMA),

	/** Rows that differ. */
	SYNC_DIFFERENCES("versioned.schema.sync.differences",
			"Rows in which live versions differed when this instance last ran verify; missing before", Tag.SCHEMA),

	/** Rows filled. */
	BACKFILL_ROWS("versioned.schema.backfill.rows", "Rows filled by the backfill that is running", Tag.SCHEMA),

	/** Part of the rows filled. */
	BACKFILL_PERCENT("versioned.schema.backfill.percent", "Part of the rows filled by the backfill that is running",
			Tag.SCHEMA),

	/** Rate of the backfill. */
	BACKFILL_RATE("versioned.schema.backfill.rate", "Rows per second of the recent batches", Tag.SCHEMA),

	/** Time left. */
	BACKFILL_LEFT("versioned.schema.backfill.left", "Estimated seconds until all rows are filled, or 0", Tag.SCHEMA),

	/** Whether the backfill is paused. */
	BACKFILL_PAUSED("versioned.schema.backfill.paused", "Whether the operator paused the backfill, 1 or 0", Tag.SCHEMA),

	/** Whether the backfill is throttled. */
	BACKFILL_THROTTLED("versioned.schema.backfill.throttled", "Whether the backfill waits for other sessions, 1 or 0",
			Tag.SCHEMA),

	/** Batches of backfills. */
	BACKFILL_BATCHES("versioned.schema.backfill.batches", Meter.Type.TIMER,
			"Batches that this instance filled, and how long each took on the server", Tag.SCHEMA),

	/** Waits for locks. */
	LOCK_WAITS("versioned.schema.lock.waits", Meter.Type.TIMER,
			"How long steps waited for locks that the first attempt did not acquire", Tag.SCHEMA, Tag.PHASE,
			Tag.OUTCOME),

	/** Attempts to acquire locks. */
	LOCK_ATTEMPTS("versioned.schema.lock.attempts", Meter.Type.DISTRIBUTION_SUMMARY,
			"Attempts that these steps needed to acquire their locks", Tag.SCHEMA, Tag.PHASE, Tag.OUTCOME);

	private final String name;

	private final Meter.Type type;

	private final String description;

	private final Tag[] tags;

	SchemaMeter(String name, String description, Tag... tags) {
		this(name, Meter.Type.GAUGE, description, tags);
	}

	SchemaMeter(String name, Meter.Type type, String description, Tag... tags) {
		this.name = name;
		this.type = type;
		this.description = description;
		this.tags = tags;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return null;
	}

	/** Returns what it measures. */
	public String description() {
		return this.description;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.tags.clone();
	}

	/** The tags of meters. Each has few values. */
	public enum Tag implements KeyName {

		/** The base schema. */
		SCHEMA,

		/** A version that is not retired. */
		VERSION,

		/** The phase of the schema, or of a step. */
		PHASE,

		/** Whether locks were {@code acquired}, or the step {@code failed}. */
		OUTCOME;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

		/** Returns the tag with a value. */
		public io.micrometer.core.instrument.Tag of(String value) {
			return io.micrometer.core.instrument.Tag.of(asString(), value);
		}

	}

}
