package io.github.versionedschema.autoconfigure.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.Verification;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaFactory;
import io.github.versionedschema.autoconfigure.VersionedSchemaProperties;
import io.github.versionedschema.autoconfigure.schemas.MigratedSchema;
import io.github.versionedschema.autoconfigure.command.CommandProgress.AutoCloseableWatch;
import io.github.versionedschema.autoconfigure.progress.VerificationText;
import io.github.versionedschema.journal.HistoryEntry;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.PlanScript;
import org.springframework.util.StringUtils;

/**
 * Runs commands, on the leader's thread.
 */
final class CommandRunner {

	private final VersionedSchema schema;

	private final VersionedSchemaFactory factory;

	private final VersionedSchemaProperties properties;

	private final CommandProgress progress;

	CommandRunner(MigratedSchema schema, CommandProgress progress) {
		this.schema = schema.engine();
		this.factory = schema.factory();
		this.properties = schema.properties();
		this.progress = progress;
	}

	CommandResult run(OperatorCommand command) {
		return switch (command) {
			case STATUS -> CommandResult.done(command, "").withStatus(this.schema.status());
			case VALIDATE -> validate(command);
			case PLAN -> plan(command);
			case EXPAND ->
				changed(command, this.properties.completeImmediately() ? expandAndComplete() : expand(this.schema));
			case COMPLETE -> changed(command, watched(this.schema, this::completeOrRetire));
			case REVERT -> changed(command, watched(this.schema, this.schema::revert));
			case CONTRACT ->
				changed(command, watched(this.schema, () -> this.schema.contract(this.properties.force())));
			case ABORT -> changed(command, watched(this.schema, () -> this.schema.abort(this.properties.force())));
			case VERIFY -> verify(command);
			case FILL -> changed(command, watched(this.schema, this.schema::fill));
			case SKIP -> changed(command, this.schema.skip(step()));
			case BASELINE -> changed(command, this.schema.baseline(baselineVersion()));
			case WRITE_BASELINE -> new BaselineWriting(this.properties.baseline().file()).write(command, this.schema);
		};
	}

	private CommandResult validate(OperatorCommand command) {
		List<CommandFinding> findings = this.schema.validate(this.properties.rows())
			.stream()
			.map(CommandFinding::of)
			.toList();
		long errors = findings.stream().filter((finding) -> finding.severity() == Severity.ERROR).count();
		if (errors > 0) {
			return CommandResult.done(command, "The migrations cannot be applied. Nothing was changed.")
				.withOutcome(CommandResult.Outcome.INVALID)
				.withFindings(findings);
		}
		return CommandResult.done(command, "The migrations can be applied. Nothing was changed.")
			.withFindings(findings);
	}

	private CommandResult plan(OperatorCommand command) {
		Plan plan = this.schema.plan();
		if (plan == null) {
			return CommandResult.done(command, "Nothing is pending.").withOutcome(CommandResult.Outcome.NOTHING);
		}
		boolean refused = plan.findings().stream().anyMatch((finding) -> finding.severity() == Severity.ERROR);
		CommandResult result = CommandResult
			.done(command,
					refused ? "This cannot be done at the moment: see the errors. Nothing was changed."
							: "This will be done. Nothing was changed.")
			.withOutcome(refused ? CommandResult.Outcome.INVALID : CommandResult.Outcome.DONE)
			.withPlan(plan)
			.withFindings(plan.findings().stream().map(CommandFinding::of).toList());
		return this.properties.sql() ? result.withSql(PlanScript.of(plan)) : result;
	}

	private CommandResult verify(OperatorCommand command) {
		List<Verification> verifications = this.schema.verify();
		CommandResult result = CommandResult.done(command, VerificationText.line(verifications))
			.withVerifications(verifications);
		return verifications.stream().allMatch((rule) -> rule.rows() == 0) ? result
				: result.withOutcome(CommandResult.Outcome.FAILED);
	}

	private CommandResult changed(OperatorCommand command, Outcome outcome) {
		return CommandResult.of(command, outcome).withStatus(this.schema.status());
	}

	private Outcome expand(VersionedSchema schema) {
		return watched(schema, schema::expand);
	}

	private Outcome completeOrRetire() {
		String to = StringUtils.hasText(this.properties.complete().to()) ? this.properties.complete().to().strip()
				: null;
		return this.properties.complete().keep() ? this.schema.retire(to, this.properties.force())
				: this.schema.complete(to, this.properties.force());
	}

	private Outcome complete(VersionedSchema schema) {
		return watched(schema, () -> schema.complete(this.properties.force()));
	}

	/**
	 * Expands and completes each migration before the next one starts.
	 */
	private Outcome expandAndComplete() {
		List<Outcome> outcomes = new ArrayList<>();
		try {
			// A complete that was stopped only ends where it was to end.
			while (isToBeCompleted()) {
				outcomes.add(complete(this.schema));
			}
			SchemaStatus status = this.schema.status();
			if (status.pending().isEmpty() && isToBeResumed(status)) {
				Outcome expanded = expand(this.schema);
				outcomes.add(expanded);
				if (expanded.changed()) {
					outcomes.add(complete(this.schema));
				}
			}
			for (String migration : goals(status)) {
				try (VersionedSchema upToThere = this.factory.create(migration)) {
					outcomes.add(expand(upToThere));
					outcomes.add(complete(upToThere));
				}
			}
		}
		catch (RuntimeException ex) {
			String done = changes(outcomes);
			throw done.isEmpty() ? ex : new LaterMigrationException(done, ex);
		}
		String changes = changes(outcomes);
		return changes.isEmpty() ? Outcome.nothing("Nothing is pending.") : Outcome.done(changes);
	}

	/** Migrations that an expand has begun together become one version. */
	private static List<String> goals(SchemaStatus status) {
		List<String> begun = status.history()
			.stream()
			.filter((entry) -> entry.outcome().equals("expanding"))
			.map(HistoryEntry::migration)
			.toList();
		return status.pending()
			.stream()
			.filter((name) -> begun.indexOf(name) == -1 || begun.indexOf(name) == begun.size() - 1)
			.toList();
	}

	private static boolean isToBeResumed(SchemaStatus status) {
		return status.phase() == MigrationPhase.EXPANDING || status.phase() == MigrationPhase.ABORTING;
	}

	private boolean isToBeCompleted() {
		return switch (this.schema.status().phase()) {
			case EXPANDED, KEPT, COMPLETING -> true;
			case UNTOUCHED, STEADY, EXPANDING, ABORTING -> false;
		};
	}

	private static String changes(List<Outcome> outcomes) {
		return outcomes.stream().filter(Outcome::changed).map(Outcome::message).collect(Collectors.joining("\n"));
	}

	private Outcome watched(VersionedSchema schema, Transition transition) {
		try (AutoCloseableWatch watch = this.progress.watch(schema)) {
			return transition.run();
		}
	}

	private String step() {
		String step = this.properties.step();
		if (!StringUtils.hasText(step)) {
			throw new InvalidCallException("No step was given",
					"Set --versioned-schema.step=<id>; the error message of complete contains the id.");
		}
		return step;
	}

	private String baselineVersion() {
		String version = this.properties.baseline().version();
		if (!StringUtils.hasText(version)) {
			throw new InvalidCallException("No baseline version was given",
					"Name the last applied migration with --versioned-schema.baseline.version=<migration>.");
		}
		return version;
	}

	/** Long-running transition. */
	@FunctionalInterface
	private interface Transition {

		Outcome run();

	}

}
