package io.github.versionedschema.engine;

import java.time.Duration;

import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionEvent.AbortStarted;
import io.github.versionedschema.event.TransitionEvent.Blocked;
import io.github.versionedschema.event.TransitionEvent.CompleteStarted;
import io.github.versionedschema.event.TransitionEvent.ExpandStarted;
import io.github.versionedschema.event.TransitionEvent.Reverted;
import io.github.versionedschema.event.TransitionEvent.StepDone;
import io.github.versionedschema.event.TransitionEvent.StepStarted;
import io.github.versionedschema.event.TransitionEvent.VersionKept;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.Blocker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.util.StringUtils;

/**
 * Logs the start of transitions, steps that take long, and blocking sessions.
 */
public final class TransitionLogger implements TransitionListener {

	private static final Logger logger = LoggerFactory.getLogger(TransitionLogger.class);

	private static final Duration LONG = Duration.ofSeconds(1);

	/** The step that was started last, which may be over. */
	private @Nullable StepStarted step;

	private long stepStart = System.nanoTime();

	@Override
	public void onEvent(TransitionEvent event) {
		if (event instanceof ExpandStarted started) {
			transition(started, "expand", started.to()).log("Schema \"{}\": {} to version \"{}\" ({} steps)",
					started.baseSchema(), started.resumed() ? "resuming expand" : "expanding", started.to(),
					started.steps());
		}
		else if (event instanceof CompleteStarted started) {
			transition(started, "complete", started.version()).log("Schema \"{}\": {} version \"{}\"{}",
					started.baseSchema(), started.resumed() ? "resuming complete of" : "completing", started.version(),
					(started.retired() != null) ? "; version \"" + started.retired() + "\" is retired" : "");
		}
		else if (event instanceof VersionKept kept) {
			transition(kept, "retire", kept.version()).log(
					"Schema \"{}\": {} is retired and kept beside version \"{}\"", kept.baseSchema(),
					oldVersion(kept.retired()), kept.version());
		}
		else if (event instanceof Reverted reverted) {
			transition(reverted, "revert", reverted.version()).log("Schema \"{}\": {} is live again",
					reverted.baseSchema(), oldVersion(reverted.version()));
		}
		else if (event instanceof AbortStarted started) {
			transition(started, "abort", started.version()).log("Schema \"{}\": {} version \"{}\"",
					started.baseSchema(), started.resumed() ? "resuming abort of" : "aborting", started.version());
		}
		else if (event instanceof Blocked blocked) {
			step(blocked, blocked.step()).attempt(blocked.attempt())
				.on(logger.atWarn())
				.log("Schema \"{}\": \"{}\" waits for a lock, attempt {}; blocking sessions: {}", blocked.baseSchema(),
						blocked.title(), blocked.attempt(),
						blocked.blockers().isEmpty() ? "none left" : StringUtils.collectionToDelimitedString(
								blocked.blockers().stream().map(Blocker::toString).toList(), "; "));
		}
		else if (event instanceof StepStarted started) {
			this.step = started;
			this.stepStart = System.nanoTime();
		}
		else if (event instanceof StepDone done) {
			done(done, Duration.ofNanos(System.nanoTime() - this.stepStart));
		}
	}

	private static LoggingEventBuilder transition(TransitionEvent event, String transition, @Nullable String version) {
		return LogFields.of(event.baseSchema()).transition(transition).version(version).on(logger.atInfo());
	}

	/** Some locks are acquired between two steps. */
	private LogFields step(TransitionEvent event, String id) {
		StepStarted started = this.step;
		return (started != null && started.step().equals(id)) ? LogFields.of(started)
				: LogFields.of(event.baseSchema()).step(id);
	}

	private static String oldVersion(@Nullable String version) {
		return (version != null) ? "version \"" + version + '"' : "the state before the first migration";
	}

	private void done(StepDone done, Duration took) {
		Level level = (took.compareTo(LONG) >= 0) ? Level.INFO : Level.DEBUG;
		if (logger.isEnabledForLevel(level)) {
			step(done, done.step()).duration(took)
				.on(logger.atLevel(level))
				.log("Schema \"{}\": {}: done in {} ms", done.baseSchema(), done.title(), took.toMillis());
		}
	}

}
