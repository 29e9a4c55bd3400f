package io.github.versionedschema.autoconfigure.transition;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.progress.ProgressWatch;
import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.event.Progress;
import io.github.versionedschema.failure.kind.FailureKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the progress of a transition, one line every interval, and its outcome.
 */
public final class TransitionLog {

	private static final Logger logger = LoggerFactory.getLogger(TransitionLog.class);

	private static final Duration LONG = Duration.ofMinutes(2);

	private final VersionedSchema schema;

	private final Duration interval;

	/**
	 * Creates a log.
	 * @param schema whose transitions are logged
	 * @param interval time between two polls
	 */
	public TransitionLog(VersionedSchema schema, Duration interval) {
		this.schema = schema;
		this.interval = interval;
	}

	Running follow(Transition transition) {
		AtomicBoolean advised = new AtomicBoolean(transition != Transition.EXPAND);
		return new Running(this.schema.baseSchema(), transition, fields(transition),
				ProgressWatch.log(this.interval, this.schema::status, (status) -> {
					if (isLong(status.progress()) && advised.compareAndSet(false, true)) {
						logger.warn("""
								This may exceed the platform's startup deadline. Let an init \
								container or a job run --versioned-schema.command=expand before, and set \
								versioned-schema.expand.on=never""");
					}
				}));
	}

	/**
	 * Logs why a transition failed, unless a waiting caller reports it. An expand always
	 * has a waiting caller.
	 */
	void failed(Transition transition, Throwable failure) {
		FailureKind kind = FailureKind.of(failure);
		LogFields fields = fields(transition);
		if (kind == FailureKind.REFUSED) {
			fields.on(logger.atInfo())
				.log("Schema \"{}\": {} was refused: {}", this.schema.baseSchema(), transition, failure.getMessage());
		}
		else if (kind == FailureKind.UNREACHABLE) {
			fields.on(logger.atError())
				.log("Schema \"{}\": {} stopped: {}", this.schema.baseSchema(), transition, failure.getMessage());
		}
		else if (transition == Transition.EXPAND) {
			logger.debug("Schema \"{}\": {} failed", this.schema.baseSchema(), transition, failure);
		}
		else if (kind == FailureKind.INVALID || kind == FailureKind.UNSUITABLE || kind == FailureKind.BLOCKED) {
			fields.on(logger.atError())
				.log("Schema \"{}\": {} failed: {}", this.schema.baseSchema(), transition, failure.getMessage());
		}
		else {
			fields.on(logger.atError())
				.setCause(failure)
				.log("Schema \"{}\": {} failed", this.schema.baseSchema(), transition);
		}
	}

	private LogFields fields(Transition transition) {
		return LogFields.of(this.schema.baseSchema())
			.transition(transition.toString())
			.version(this.schema.applicationVersion());
	}

	private static boolean isLong(@Nullable Progress progress) {
		return progress != null && progress.secondsLeft() != null && progress.secondsLeft() > LONG.toSeconds();
	}

	/**
	 * Transition whose progress is logged.
	 */
	record Running(String baseSchema, Transition transition, LogFields fields,
			ProgressWatch watch) implements AutoCloseable {

		void succeeded(Outcome outcome, Duration duration) {
			if (outcome.changed()) {
				this.fields.duration(duration)
					.on(logger.atInfo())
					.log("Schema \"{}\": {}", this.baseSchema, outcome.message());
			}
			else {
				logger.debug("Nothing to {}: {}", this.transition, outcome.message());
			}
		}

		@Override
		public void close() {
			this.watch.close();
		}

	}

}
