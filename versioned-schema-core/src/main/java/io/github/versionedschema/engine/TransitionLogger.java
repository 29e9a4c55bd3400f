package io.github.versionedschema.engine;

import java.time.Duration;

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
import org.springframework.util.StringUtils;

/**
 * Logs the start of transitions, steps that take long, and blocking sessions.
 */
public final class TransitionLogger implements TransitionListener {

	private static final Logger logger = LoggerFactory.getLogger(TransitionLogger.class);

	private static final Duration LONG = Duration.ofSeconds(1);

	private long stepStart = System.nanoTime();

	@Override
	public void onEvent(TransitionEvent event) {
		if (event instanceof ExpandStarted started) {
			logger.info("Schema \"{}\": {} to version \"{}\" ({} steps)", started.baseSchema(),
					started.resumed() ? "resuming expand" : "expanding", started.to(), started.steps());
		}
		else if (event instanceof CompleteStarted started) {
			logger.info("Schema \"{}\": {} version \"{}\"{}", started.baseSchema(),
					started.resumed() ? "resuming complete of" : "completing", started.version(),
					(started.retired() != null) ? "; version \"" + started.retired() + "\" is retired" : "");
		}
		else if (event instanceof VersionKept kept) {
			logger.info("Schema \"{}\": {} is retired and kept beside version \"{}\"", kept.baseSchema(),
					oldVersion(kept.retired()), kept.version());
		}
		else if (event instanceof Reverted reverted) {
			logger.info("Schema \"{}\": {} is live again", reverted.baseSchema(), oldVersion(reverted.version()));
		}
		else if (event instanceof AbortStarted started) {
			logger.info("Schema \"{}\": {} version \"{}\"", started.baseSchema(),
					started.resumed() ? "resuming abort of" : "aborting", started.version());
		}
		else if (event instanceof Blocked blocked) {
			logger.warn("Schema \"{}\": \"{}\" waits for a lock, attempt {}; blocking sessions: {}",
					blocked.baseSchema(), blocked.title(), blocked.attempt(),
					blocked.blockers().isEmpty() ? "none any more" : StringUtils.collectionToDelimitedString(
							blocked.blockers().stream().map(Blocker::toString).toList(), "; "));
		}
		else if (event instanceof StepStarted) {
			this.stepStart = System.nanoTime();
		}
		else if (event instanceof StepDone done) {
			done(done, Duration.ofNanos(System.nanoTime() - this.stepStart));
		}
	}

	private static String oldVersion(@Nullable String version) {
		return (version != null) ? "version \"" + version + '"' : "the state before the first migration";
	}

	private static void done(StepDone done, Duration took) {
		if (took.compareTo(LONG) >= 0) {
			logger.info("Schema \"{}\": {}: done in {} ms", done.baseSchema(), done.title(), took.toMillis());
		}
		else {
			logger.debug("Schema \"{}\": {}: done in {} ms", done.baseSchema(), done.title(), took.toMillis());
		}
	}

}
