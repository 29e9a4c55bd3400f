package io.github.versionedschema.plan;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a chain of pending migrations will do, as data. Stored whole in the journal when
 * expand begins; complete and abort run from the stored plan.
 *
 * @param baseSchema where the tables are
 * @param from the version that is live before, or null for what was there before the
 * first migration
 * @param fromSchema the schema of {@code from}, or null when it has none
 * @param to the version that the chain leads to: the last migration's
 * @param toSchema the version schema of {@code to}
 * @param direct whether nobody can be using the schema yet (an empty database): expand
 * and complete run at once, without views, triggers and batches
 * @param migrations names of the migrations of the chain, in order
 * @param checks what the server has to judge before the first step
 * @param steps what will be done, in order
 * @param verifications how to see, while both versions live, that they agree
 * @param findings warnings and notes (errors prevent a plan)
 * @param abortQuestions what must not be found when abort begins; a plan that an older
 * build wrote has none
 * @param rowTrials what to ask about existing rows before the first step; a plan that an
 * older build wrote has none
 */
public record Plan(String baseSchema, @Nullable String from, @Nullable String fromSchema, String to, String toSchema,
		boolean direct, List<PlannedMigration> migrations, List<Check> checks, List<Step> steps,
		List<Verification> verifications, List<Finding> findings, List<Action.Find> abortQuestions,
		List<RowTrial> rowTrials) {

	public Plan {
		abortQuestions = (abortQuestions != null) ? List.copyOf(abortQuestions) : List.of();
		rowTrials = (rowTrials != null) ? List.copyOf(rowTrials) : List.of();
	}

	/** Creates a plan that can be aborted whatever others made. */
	public Plan(String baseSchema, @Nullable String from, @Nullable String fromSchema, String to, String toSchema,
			boolean direct, List<PlannedMigration> migrations, List<Check> checks, List<Step> steps,
			List<Verification> verifications, List<Finding> findings) {
		this(baseSchema, from, fromSchema, to, toSchema, direct, migrations, checks, steps, verifications, findings,
				List.of(), List.of());
	}

	/**
	 * Returns this plan with one more finding.
	 * @param finding a warning or a note
	 */
	public Plan with(Finding finding) {
		return new Plan(this.baseSchema, this.from, this.fromSchema, this.to, this.toSchema, this.direct,
				this.migrations, this.checks, this.steps, this.verifications,
				Stream.concat(Stream.of(finding), this.findings.stream()).toList(), this.abortQuestions,
				this.rowTrials);
	}

	/**
	 * A comparison of what two live versions hold.
	 *
	 * @param table the table
	 * @param rule what is compared, for people
	 * @param count a query with the number of rows that differ
	 * @param sample a query that yields up to five of them
	 */
	public record Verification(String table, String rule, String count, String sample) {
	}

	/**
	 * A migration of the chain.
	 *
	 * @param name its name
	 * @param version the version that it leads to
	 * @param checksum over its parsed content
	 */
	public record PlannedMigration(String name, String version, String checksum) {
	}

}
