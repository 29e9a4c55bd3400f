package io.github.versionedschema.engine;

import java.time.Duration;

import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.event.TransitionEvent.BackfillProgress;
import io.github.versionedschema.event.TransitionEvent.StepStarted;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the progress of backfills, one line every interval.
 */
public final class ProgressLogger implements TransitionListener {

	private static final Logger logger = LoggerFactory.getLogger(ProgressLogger.class);

	private final Duration interval;

	private long logged = System.nanoTime();

	public ProgressLogger(Duration interval) {
		this.interval = interval;
	}

	@Override
	public void onEvent(TransitionEvent event) {
		if (event instanceof StepStarted) {
			this.logged = System.nanoTime();
		}
		else if (event instanceof BackfillProgress backfill
				&& System.nanoTime() - this.logged >= this.interval.toNanos()) {
			this.logged = System.nanoTime();
			LogFields.of(backfill.baseSchema())
				.step(backfill.step())
				.table(backfill.progress().table())
				.rows(backfill.progress().rows())
				.on(logger.atInfo())
				.log("Schema \"{}\": filling {}{}", backfill.baseSchema(), backfill.progress().text(),
						(backfill.throttled() != null) ? "; " + backfill.throttled() : "");
		}
	}

}
