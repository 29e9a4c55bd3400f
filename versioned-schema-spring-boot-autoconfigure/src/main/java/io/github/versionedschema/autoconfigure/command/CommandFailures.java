package io.github.versionedschema.autoconfigure.command;

import java.util.List;

import io.github.versionedschema.UnknownMigrationException;
import io.github.versionedschema.autoconfigure.command.CommandResult.Outcome;
import io.github.versionedschema.failure.DatabaseUnreachableException;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.failure.MissingPrivilegeException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.failure.StoppedException;
import io.github.versionedschema.failure.UnsupportedServerException;
import io.github.versionedschema.migration.InvalidMigrationsException;
import io.github.versionedschema.migration.MigrationLocationNotFoundException;
import io.github.versionedschema.plan.InvalidPlanException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Converts a failure to the result of a command.
 */
final class CommandFailures {

	private static final String STOPPED = "stopped";

	private CommandFailures() {
	}

	/**
	 * Converts a failure.
	 * @param command name of the command, as given
	 * @param failure what happened; its causes are searched for a failure of the engine
	 * @param analysis of Spring Boot's failure analyzers, or null
	 */
	static CommandResult result(String command, Throwable failure, @Nullable FailureAnalysis analysis) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof LaterMigrationException later) {
				return result(command, later.getCause(), analysis).after(later.done());
			}
			CommandResult result = known(command, cause, analysis);
			if (result != null) {
				return result;
			}
		}
		String message = (analysis != null) ? text(analysis) : describe(failure);
		return result(command, Outcome.FAILED, "unexpected", null, message, List.of(), List.of());
	}

	/**
	 * Returns the result of a command whose process was asked to stop.
	 * @param command name of the command, as given
	 * @param failure the failure that followed, or null
	 */
	static CommandResult stopped(String command, @Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof StoppedException) {
				return result(command, Outcome.FAILED, STOPPED, null, String.valueOf(cause.getMessage()), List.of(),
						List.of());
			}
		}
		return result(command, Outcome.FAILED, STOPPED, null,
				"The process was stopped before the command had a result. What was done is kept. "
						+ "Run the command again: it resumes there.",
				List.of(), List.of());
	}

	private static @Nullable CommandResult known(String command, Throwable failure,
			@Nullable FailureAnalysis analysis) {
		String message = String.valueOf(failure.getMessage());
		if (failure instanceof RefusedException ex) {
			return result(command, Outcome.REFUSED, "refused", ex.reason().name(), message, ex.details(), List.of());
		}
		if (failure instanceof InvalidPlanException ex) {
			return result(command, Outcome.INVALID, "invalid-plan", null, message, List.of(),
					ex.findings().stream().map(CommandFinding::of).toList());
		}
		if (failure instanceof InvalidMigrationsException ex) {
			return result(command, Outcome.INVALID, "invalid-migrations", null, message, List.of(),
					ex.problems().stream().map(CommandFinding::of).toList());
		}
		if (failure instanceof LockUnavailableException ex) {
			return result(command, Outcome.FAILED, "lock-unavailable", null, message, ex.blockers(), List.of());
		}
		if (failure instanceof MigrationLocationNotFoundException) {
			return result(command, Outcome.INVALID, "missing-location", null, message, List.of(), List.of());
		}
		if (failure instanceof UnknownMigrationException) {
			return result(command, Outcome.INVALID, "unknown-migration", null, message, List.of(), List.of());
		}
		if (failure instanceof BindException ex && CommandRequest.PROPERTIES.isAncestorOf(ex.getName())
				&& analysis != null) {
			return result(command, Outcome.INVALID, "invalid-call", null, text(analysis), List.of(), List.of());
		}
		if (failure instanceof InvalidCallException) {
			return result(command, Outcome.INVALID, "invalid-call", null, message, List.of(), List.of());
		}
		String type = type(failure);
		return (type != null) ? result(command, Outcome.FAILED, type, null, message, List.of(), List.of()) : null;
	}

	private static @Nullable String type(Throwable failure) {
		if (failure instanceof DatabaseUnreachableException) {
			return "unreachable";
		}
		if (failure instanceof UnsupportedServerException) {
			return "unsupported-server";
		}
		if (failure instanceof MissingPrivilegeException) {
			return "missing-privilege";
		}
		if (failure instanceof StepFailedException) {
			return "step-failed";
		}
		if (failure instanceof LeadershipLostException) {
			return "leadership-lost";
		}
		return (failure instanceof StoppedException) ? STOPPED : null;
	}

	private static CommandResult result(String command, Outcome outcome, String type, @Nullable String reason,
			String message, List<?> details, List<CommandFinding> findings) {
		return new CommandResult(command, outcome, outcome.exitStatus(), (outcome != Outcome.FAILED) ? false : null,
				message, null, null, null, findings, null, new CommandError(type, reason, message, details));
	}

	private static String text(FailureAnalysis analysis) {
		return Secrets.hide(analysis.getDescription())
				+ ((analysis.getAction() != null) ? "\n" + analysis.getAction() : "");
	}

	private static String describe(Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String message = (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getName();
			if (text.indexOf(message) < 0) {
				text.append(text.isEmpty() ? "" : "\n  caused by: ").append(message);
			}
		}
		return Secrets.hide(text.toString());
	}

}
