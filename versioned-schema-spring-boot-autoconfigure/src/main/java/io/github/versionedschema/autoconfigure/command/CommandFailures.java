package io.github.versionedschema.autoconfigure.command;

import java.util.List;

import io.github.versionedschema.autoconfigure.command.CommandResult.Outcome;
import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.SchemaFailure;
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
			if (cause instanceof SchemaFailure known) {
				return result(command, known);
			}
			if (isInvalidProperty(cause) && analysis != null) {
				return result(command, Outcome.INVALID, InvalidCallException.TYPE, text(analysis));
			}
		}
		String message = (analysis != null) ? text(analysis) : describe(failure);
		return result(command, Outcome.FAILED, "unexpected", message);
	}

	/**
	 * Returns the result of a command whose process was asked to stop.
	 * @param command name of the command, as given
	 * @param failure the failure that followed, or null
	 */
	static CommandResult stopped(String command, @Nullable Throwable failure) {
		SchemaFailure known = SchemaFailure.find(failure);
		return (known != null && known.kind() == FailureKind.STOPPED) ? result(command, known)
				: result(command, Outcome.FAILED, STOPPED,
						"The process was stopped before the command had a result. What was done is kept. "
								+ "Run the command again: it resumes there.");
	}

	private static CommandResult result(String command, SchemaFailure failure) {
		Outcome outcome = switch (failure.kind()) {
			case INVALID -> Outcome.INVALID;
			case REFUSED -> Outcome.REFUSED;
			case UNSUITABLE, BLOCKED, FAILED, UNREACHABLE, STOPPED -> Outcome.FAILED;
		};
		Enum<?> reason = failure.reason();
		// The details of invalid migrations are findings.
		List<CommandFinding> findings = (outcome == Outcome.INVALID)
				? failure.details().stream().map(CommandFinding::of).toList() : List.of();
		return result(command, outcome, failure.changed(), findings,
				new CommandError(failure.type(), (reason != null) ? reason.name() : null,
						String.valueOf(failure.getMessage()), findings.isEmpty() ? failure.details() : List.of()));
	}

	private static CommandResult result(String command, Outcome outcome, String type, String message) {
		return result(command, outcome, (outcome == Outcome.INVALID) ? false : null, List.of(),
				new CommandError(type, null, message, List.of()));
	}

	private static CommandResult result(String command, Outcome outcome, @Nullable Boolean changed,
			List<CommandFinding> findings, CommandError error) {
		return new CommandResult(command, outcome, outcome.exitStatus(), changed, error.message(), null, null, null,
				findings, null, error, null, null);
	}

	private static boolean isInvalidProperty(Throwable failure) {
		return failure instanceof BindException ex && CommandRequest.PROPERTIES.isAncestorOf(ex.getName());
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
