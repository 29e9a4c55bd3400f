package io.github.versionedschema.autoconfigure.command;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.versionedschema.BaselineFile;
import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.Verification;
import io.github.versionedschema.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * Result of a command. Its JSON is a public interface: keys may be added but are never
 * renamed.
 *
 * @param command the command
 * @param outcome kind of result
 * @param exitStatus of the process
 * @param changed whether anything was changed; null when the command failed, as some
 * steps may be done
 * @param message what was done, or why nothing was done, as text
 * @param status of the schema after the command, for commands that read or change it
 * @param plan what will be done, for {@code plan}
 * @param sql the plan as a script, if requested
 * @param findings in the migrations, errors first
 * @param verifications comparisons made by {@code verify}
 * @param error why the command failed or was refused
 * @param baseline what {@code write-baseline} has written
 * @param schema name of the schema, in an application with several
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "command", "schema", "outcome", "exitStatus", "changed", "message" })
record CommandResult(String command, Outcome outcome, int exitStatus, @Nullable Boolean changed, String message,
		@Nullable SchemaStatus status, @Nullable Plan plan, @Nullable String sql, List<CommandFinding> findings,
		@Nullable List<Verification> verifications, @Nullable CommandError error, @Nullable BaselineFile baseline,
		@Nullable String schema) {

	static CommandResult done(OperatorCommand command, String message) {
		return new CommandResult(command.toString(), Outcome.DONE, Outcome.DONE.exitStatus, false, message, null, null,
				null, List.of(), null, null, null, null);
	}

	static CommandResult of(OperatorCommand command, io.github.versionedschema.Outcome outcome) {
		Outcome word = outcome.changed() ? Outcome.DONE : Outcome.NOTHING;
		return new CommandResult(command.toString(), word, word.exitStatus, outcome.changed(), outcome.message(), null,
				null, null, List.of(), null, null, null, null);
	}

	CommandResult withOutcome(Outcome outcome) {
		return new CommandResult(this.command, outcome, outcome.exitStatus, this.changed, this.message, this.status,
				this.plan, this.sql, this.findings, this.verifications, this.error, this.baseline, this.schema);
	}

	CommandResult withStatus(SchemaStatus status) {
		return new CommandResult(this.command, this.outcome, this.exitStatus, this.changed, this.message, status,
				this.plan, this.sql, this.findings, this.verifications, this.error, this.baseline, this.schema);
	}

	CommandResult withPlan(Plan plan) {
		return new CommandResult(this.command, this.outcome, this.exitStatus, this.changed, this.message, this.status,
				plan, this.sql, this.findings, this.verifications, this.error, this.baseline, this.schema);
	}

	CommandResult withSql(String sql) {
		return new CommandResult(this.command, this.outcome, this.exitStatus, this.changed, this.message, this.status,
				this.plan, sql, this.findings, this.verifications, this.error, this.baseline, this.schema);
	}

	CommandResult withFindings(List<CommandFinding> findings) {
		return new CommandResult(this.command, this.outcome, this.exitStatus, this.changed, this.message, this.status,
				this.plan, this.sql, findings, this.verifications, this.error, this.baseline, this.schema);
	}

	CommandResult withVerifications(List<Verification> verifications) {
		return new CommandResult(this.command, this.outcome, this.exitStatus, this.changed, this.message, this.status,
				this.plan, this.sql, this.findings, verifications, this.error, this.baseline, this.schema);
	}

	CommandResult withBaseline(BaselineFile baseline) {
		return new CommandResult(this.command, this.outcome, this.exitStatus, this.changed, this.message, this.status,
				this.plan, this.sql, this.findings, this.verifications, this.error, baseline, this.schema);
	}

	CommandResult withSchema(String schema) {
		return new CommandResult(this.command, this.outcome, this.exitStatus, this.changed, this.message, this.status,
				this.plan, this.sql, this.findings, this.verifications, this.error, this.baseline, schema);
	}

	/** Returns this result with a note about what was done before. */
	CommandResult after(String done) {
		return new CommandResult(this.command, this.outcome, this.exitStatus, true,
				done + "\nThen it ended: " + this.message, this.status, this.plan, this.sql, this.findings,
				this.verifications, this.error, this.baseline, this.schema);
	}

	@JsonIgnore
	boolean isSuccess() {
		return this.exitStatus == 0;
	}

	/** Outcomes and their exit statuses. */
	enum Outcome {

		/** It was done. */
		DONE(0),

		/** There was nothing to do. */
		NOTHING(0),

		/** It failed. */
		FAILED(1),

		/** The migrations or the call are invalid; nothing was changed. */
		INVALID(2),

		/** It was refused; the message says what was changed before. */
		REFUSED(3);

		private final int exitStatus;

		Outcome(int exitStatus) {
			this.exitStatus = exitStatus;
		}

		int exitStatus() {
			return this.exitStatus;
		}

		@Override
		@JsonValue
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
