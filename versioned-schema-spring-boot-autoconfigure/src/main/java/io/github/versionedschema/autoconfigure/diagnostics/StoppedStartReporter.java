package io.github.versionedschema.autoconfigure.diagnostics;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.SchemaFailure;
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
		SchemaFailure known = SchemaFailure.find(failure);
		if (known == null || known.kind() != FailureKind.STOPPED) {
			return false;
		}
		logger.info("The start was abandoned: {}", known.getMessage());
		return true;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
