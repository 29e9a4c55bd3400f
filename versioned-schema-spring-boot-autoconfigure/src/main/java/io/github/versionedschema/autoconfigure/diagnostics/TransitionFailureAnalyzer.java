package io.github.versionedschema.autoconfigure.diagnostics;

import io.github.versionedschema.autoconfigure.transition.VersionWaitTimeoutException;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.session.AttachRefusal;
import io.github.versionedschema.session.AttachRefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes a failed expand, and versions that cannot be used.
 */
final class TransitionFailureAnalyzer extends EngineFailureAnalyzer {

	private static final String DEPLOY_ANOTHER = """
			Deploy a release whose last migration is a live version: --versioned-schema.command=status shows them. A \
			retired version can only be used again if it is shown as kept: --versioned-schema.command=revert.""";

	private static final String CORRECT = """
			Correct the migration or the rows, and start again. --versioned-schema.command=validate \
			--versioned-schema.rows=true looks for such rows and changes nothing. With \
			versioned-schema.undo-failed-expand=false a failed expand is kept for analysis.""";

	private static final String ATTACH_ADVICE = """
			--versioned-schema.command=status shows the versions and the search_path of each.""";

	TransitionFailureAnalyzer(BeanFactory beanFactory) {
		super(beanFactory);
	}

	@Override
	@Nullable FailureAnalysis analyzeCause(Throwable failure, Throwable cause) {
		String action = action(cause);
		return (action != null) ? new FailureAnalysis(String.valueOf(cause.getMessage()), action, failure) : null;
	}

	private static @Nullable String action(Throwable cause) {
		if (cause instanceof RefusedException refused) {
			return action(refused);
		}
		if (cause instanceof AttachRefusedException refused) {
			return (refused.refusal() == AttachRefusal.RETIRED) ? DEPLOY_ANOTHER : ATTACH_ADVICE;
		}
		if (cause instanceof StepFailedException failed) {
			return failed.isUndone() ? CORRECT : """
					Fix the cause and start again, which resumes there, or abort with \
					--versioned-schema.command=abort, which undoes all of it.""";
		}
		if (cause instanceof LockUnavailableException) {
			return """
					End the blocking sessions, or start when the database is less busy; what was done is kept. \
					versioned-schema.lock-tries sets the number of attempts.""";
		}
		if (cause instanceof LeadershipLostException) {
			return "Start again: what was done is kept, and the next start resumes there.";
		}
		return (cause instanceof VersionWaitTimeoutException) ? """
				Expand to the version, for example in a job with --versioned-schema.command=expand, increase \
				versioned-schema.expand.wait-timeout, or let this application expand with \
				versioned-schema.expand.on=ready.""" : null;
	}

	private static String action(RefusedException refused) {
		return switch (refused.reason()) {
			case RETIRED -> DEPLOY_ANOTHER;
			case WRONG_PHASE ->
				"""
						Complete or abort the current migration: POST to /actuator/schema-versions/complete or /abort of a running \
						instance, or --versioned-schema.command=complete or =abort. Then start again.""";
			case VIOLATIONS -> "Correct the rows or the migration, and start again.";
			case SESSIONS_ATTACHED -> "Stop these sessions and start again.";
			case FOREIGN_LOCK -> "End the session that holds the lock, and start again.";
			case ANOTHER_LEADER -> "Wait until the other instance is done, and start again.";
		};
	}

}
