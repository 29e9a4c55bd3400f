package io.github.versionedschema.event;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.versionedschema.plan.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The fields that a log line has beside its text, for structured logging. The text of the
 * line is the same without them.
 */
public final class LogFields {

	/** The schema that contains the tables. */
	public static final String SCHEMA = "versioned_schema.schema";

	/** The version that a line is about. */
	public static final String VERSION = "versioned_schema.version";

	/** The transition. */
	public static final String TRANSITION = "versioned_schema.transition";

	/** The phase of a step. */
	public static final String PHASE = "versioned_schema.phase";

	/** The id of a step. */
	public static final String STEP = "versioned_schema.step";

	/** The table that a step changes or reads. */
	public static final String TABLE = "versioned_schema.table";

	/** A number of rows. */
	public static final String ROWS = "versioned_schema.rows";

	/** The number of an attempt to acquire locks. */
	public static final String ATTEMPT = "versioned_schema.attempt";

	/** A duration in milliseconds. */
	public static final String DURATION = "versioned_schema.duration_ms";

	private final Map<String, Object> values = new LinkedHashMap<>();

	/**
	 * Returns the fields of a line about a base schema.
	 * @param baseSchema the schema that contains the tables
	 */
	public static LogFields of(String baseSchema) {
		return new LogFields().with(SCHEMA, baseSchema);
	}

	/**
	 * Returns the fields of a line about a step.
	 * @param step the step
	 */
	public static LogFields of(TransitionEvent.StepStarted step) {
		return of(step.baseSchema()).version(step.version()).phase(step.phase()).step(step.step()).table(step.table());
	}

	/** Adds the version. */
	public LogFields version(@Nullable String version) {
		return with(VERSION, version);
	}

	/** Adds the transition. */
	public LogFields transition(String transition) {
		return with(TRANSITION, transition);
	}

	/** Adds the phase of the step. */
	public LogFields phase(Phase phase) {
		return with(PHASE, phase.text());
	}

	/** Adds the id of the step. */
	public LogFields step(String step) {
		return with(STEP, step);
	}

	/** Adds the table. */
	public LogFields table(@Nullable String table) {
		return with(TABLE, table);
	}

	/** Adds a number of rows. */
	public LogFields rows(long rows) {
		return with(ROWS, rows);
	}

	/** Adds the number of an attempt. */
	public LogFields attempt(int attempt) {
		return with(ATTEMPT, attempt);
	}

	/** Adds a duration. */
	public LogFields duration(Duration duration) {
		return with(DURATION, duration.toMillis());
	}

	private LogFields with(String name, @Nullable Object value) {
		if (value != null) {
			this.values.put(name, value);
		}
		return this;
	}

	/**
	 * Adds the fields to a line.
	 * @param line the line
	 * @return the line, whose text is still to be logged
	 */
	public LoggingEventBuilder on(LoggingEventBuilder line) {
		LoggingEventBuilder result = line;
		for (Map.Entry<String, Object> field : this.values.entrySet()) {
			result = result.addKeyValue(field.getKey(), field.getValue());
		}
		return result;
	}

}
