package io.github.versionedschema.failure;

import java.sql.SQLException;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.SchemaFailure;
import io.github.versionedschema.failure.kind.VersionedSchemaException;
import io.github.versionedschema.plan.Step;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * Thrown when a step of a plan fails. Its own transaction was rolled back. The message
 * states what happened to the steps before it.
 */
public final class StepFailedException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	/**
	 * Errors that versioned-schema's own blocks raise name their origin in the message.
	 */
	private static final String OWN_BLOCK = "PL/pgSQL function inline_code_block";

	private final transient Step step;

	private final boolean deterministic;

	private final boolean undone;

	public StepFailedException(Step step, RuntimeException cause, Samples samples) {
		this(step, "The step \"%s\"%s failed: %s".formatted(step.title(), origin(step), reason(cause, samples)), cause,
				isDeterministic(cause), false);
	}

	private StepFailedException(Step step, String message, Throwable cause, boolean deterministic, boolean undone) {
		super(FailureKind.FAILED, "step-failed", message, cause);
		this.step = step;
		this.deterministic = deterministic;
		this.undone = undone;
	}

	/**
	 * Returns a copy of this failure that also states what happened to the steps before.
	 * @param consequence a sentence
	 */
	public StepFailedException with(String consequence) {
		return new StepFailedException(this.step, getMessage() + "\n" + consequence, this, this.deterministic, false);
	}

	/**
	 * Returns a copy of this failure for the case that the steps before were undone.
	 * @param consequence a sentence that says so
	 */
	public StepFailedException undone(String consequence) {
		return new StepFailedException(this.step, getMessage() + "\n" + consequence, this, this.deterministic, true);
	}

	/**
	 * Returns a copy of this failure that also states what had been changed before the
	 * steps of its plan.
	 * @param changed sentences about it; empty if there is nothing
	 */
	public StepFailedException after(String changed) {
		return changed.isEmpty() ? this : new StepFailedException(this.step, getMessage() + "\n" + changed, this,
				this.deterministic, this.undone);
	}

	@Override
	public String advice() {
		return this.undone ? """
				Correct the migration or the rows, and start again. --versioned-schema.command=validate \
				--versioned-schema.rows=true looks for such rows and changes nothing. With \
				versioned-schema.undo-failed-expand=false a failed expand is kept for analysis.""" : """
				Fix the cause and start again, which resumes there, or abort with \
				--versioned-schema.command=abort, which undoes all of it.""";
	}

	/** Returns the step that failed. */
	public Step step() {
		return this.step;
	}

	@Override
	public boolean isDeterministic() {
		return this.deterministic;
	}

	private static boolean isDeterministic(RuntimeException cause) {
		return (cause instanceof SchemaFailure known && known.isDeterministic()) || SqlStates.isDeterministic(cause);
	}

	private static String origin(Step step) {
		return step.origin().isEmpty() ? "" : " (" + String.join(", ", step.origin()) + ")";
	}

	private static @Nullable String reason(RuntimeException cause, Samples samples) {
		SQLException sql = SqlStates.find(cause);
		if (cause instanceof SchemaFailure) {
			return cause.getMessage();
		}
		if (sql == null) {
			return cause.toString();
		}
		ServerErrorMessage server = Samples.server(sql);
		return (server != null) ? describe(server, samples) : sql.getMessage();
	}

	private static String describe(ServerErrorMessage server, Samples samples) {
		StringBuilder text = new StringBuilder().append(samples.message(server))
			.append(" (SQLSTATE ")
			.append(server.getSQLState())
			.append(")");
		append(text, "Detail", samples.detail(server));
		append(text, "Hint", server.getHint());
		String where = samples.where(server);
		if (where == null || !where.startsWith(OWN_BLOCK)) {
			append(text, "Where", where);
		}
		return text.toString();
	}

	private static void append(StringBuilder text, String label, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			text.append("\n  ").append(label).append(": ").append(value);
		}
	}

}
