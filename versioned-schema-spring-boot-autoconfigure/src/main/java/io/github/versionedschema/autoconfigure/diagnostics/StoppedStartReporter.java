package io.github.versionedschema.autoconfigure.diagnostics;

import io.github.versionedschema.autoconfigure.transition.StartStoppedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;

/**
 * Reports a start that was stopped on request in one log line instead of as a failure.
 */
final class StoppedStartReporter implements SpringBootExceptionReporter, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(StoppedStartReporter.class);

	@Override
	public boolean reportException(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof StartStoppedException) {
				logger.info("The start was abandoned: {}", cause.getMessage());
				return true;
			}
		}
		return false;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
