package io.github.versionedschema.plan;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The plan of a chain of pending migrations, as data. It is stored in the journal when
 * expand begins. Complete and abort run the stored plan.
 *
 * @param baseSchema the schema that contains the tables
 * @param from the version that is live before, or null for the state before the first
 * migration
 * @param fromSchema the schema of {@code from}, or null when it has none
 * @param to the version of the last migration of the chain
 * @param toSchema the version schema of {@code to}
 * @param direct whether no client can be using the schema yet (an empty database): expand
 * and complete run at once, without views, triggers and batches
 * @param migrations names of the migrations of the chain, in order
 * @param checks the checks that the server runs before the first step
 * @param steps the steps, in order
 * @param verifications comparisons of the versions' values, while both versions are live
 * @param findings warnings and notes; an error only if expand is refused at the moment,
 * as other errors prevent a plan
 * @param abortQuestions questions that must find nothing when abort begins; empty in a
 * plan that an older build wrote
 * @param rowTrials checks of existing rows before the first step; empty in a plan that an
 * older build wrote
 * @param typeTrials checks of user functions before the first step; empty in a plan that
 * an older build wrote
 */
public record Plan(String baseSchema, @Nullable String from, @Nullable String fromSchema, String to, String toSchema,
		boolean direct, List<PlannedMigration> migrations, List<Check> checks, List<Step> steps,
		List<Verification> verifications, List<Finding> findings, List<Action.Find> abortQuestions,
		List<RowTrial> rowTrials, List<TypeTrial> typeTrials) {

	public Plan {
		abortQuestions = (abortQuestions != null) ? List.copyOf(abortQuestions) : List.of();
		rowTrials = (rowTrials != null) ? List.copyOf(rowTrials) : List.of();
		typeTrials = (typeTrials != null) ? List.copyOf(typeTrials) : List.of();
	}

	/** Creates a plan without questions that abort depends on. */
	public Plan(String baseSchema, @Nullable String from, @Nullable String fromSchema, String to, String toSchema,
			boolean direct, List<PlannedMigration> migrations, List<Check> checks, List<Step> steps,
			List<Verification> verifications, List<Finding> findings) {
		this(baseSchema, from, fromSchema, to, toSchema, direct, migrations, checks, steps, verifications, findings,
				List.of(), List.of(), List.of());
	}

	/**
	 * Returns a copy of this plan with an additional finding.
	 * @param finding a warning or a note
	 */
	public Plan with(Finding finding) {
		return with(Stream.concat(Stream.of(finding), this.findings.stream()).toList());
	}

	/** Returns a copy of this plan with these findings instead of its own. */
	public Plan with(List<Finding> others) {
		return new Plan(this.baseSchema, this.from, this.fromSchema, this.to, this.toSchema, this.direct,
				this.migrations, this.checks, this.steps, this.verifications, others, this.abortQuestions,
				this.rowTrials, this.typeTrials);
	}

	/**
	 * A comparison of the values of two live versions.
	 *
	 * @param table the table
	 * @param rule what is compared, as readable text
	 * @param count a query that returns the number of rows that differ
	 * @param sample a query that returns up to five of these rows
	 */
	public record Verification(String table, String rule, String count, String sample) {
	}

	/**
	 * A migration of the chain.
	 *
	 * @param name its name
	 * @param version the version that it leads to
	 * @param checksum checksum of its parsed content
	 */
	public record PlannedMigration(String name, String version, String checksum) {
	}

}
