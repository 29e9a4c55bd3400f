package io.github.versionedschema.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.Samples;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.Violation;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.TypeTrial;
import org.postgresql.util.ServerErrorMessage;

/**
 * Checks user functions before anything changes: tries what clients do with the new types
 * of columns, in transactions that are rolled back. Complete would otherwise be the first
 * to find a function that does not fit.
 */
public final class TypeTrials {

	private final CheckRunner checks;

	private final Leadership leadership;

	/**
	 * Creates an instance.
	 * @param checks runs the statements that are rolled back
	 * @param leadership whose connection is used
	 */
	public TypeTrials(CheckRunner checks, Leadership leadership) {
		this.checks = checks;
		this.leadership = leadership;
	}

	/**
	 * Verifies that user functions fit the new types.
	 * @param plan the plan to run
	 * @throws RefusedException with the statements of clients that would fail
	 * @throws io.github.versionedschema.failure.LockUnavailableException if the locks
	 * could not be acquired
	 */
	public void require(Plan plan) {
		List<Violation> violations = new ArrayList<>();
		StringBuilder lines = new StringBuilder();
		for (TypeTrial trial : plan.typeTrials()) {
			find(trial).ifPresent((violation) -> {
				violations.add(violation);
				lines.append("\n  ").append(trial.source()).append(": ").append(violation);
			});
		}
		if (!violations.isEmpty()) {
			throw new RefusedException(Reason.VIOLATIONS,
					"The new types of columns were tried, and complete would fail." + lines,
					"Change the functions before, or in an \"sql\" operation of the migration without \"onComplete\". A function of the same name for the new type also helps.",
					violations);
		}
	}

	/**
	 * Tries the new types of one table.
	 * @param trial the check
	 * @return what would fail; empty if nothing would
	 */
	public Optional<Violation> find(TypeTrial trial) {
		try {
			this.checks.rehearse(trial);
			return Optional.empty();
		}
		catch (RuntimeException ex) {
			RuntimeException failure = this.leadership.translate(ex);
			ServerErrorMessage error = Samples.server(SqlStates.find(ex));
			if (failure != ex || error == null || !SqlStates.isDeterministic(ex)) {
				throw failure;
			}
			Samples samples = this.leadership.samples();
			return Optional.of(new Violation(trial.step().title(),
					Stream.of(samples.message(error), samples.detail(error), error.getHint())
						.filter(Objects::nonNull)
						.collect(Collectors.joining(". ")),
					-1, List.of()));
		}
	}

}
