package io.github.versionedschema.pending;

import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.journal.RunRow;

/**
 * Creates refusals of commands that are not possible in the current phase.
 */
public final class WrongPhase {

	private static final String CONTRACTED = "contracted";

	private WrongPhase() {
	}

	/** Creates the refusal of contract. */
	public static RefusedException ofContract(RunRow run) {
		return of(run, CONTRACTED);
	}

	public static RefusedException of(RunRow run, String transition) {
		String advice = switch (run.phase()) {
			case EXPANDING -> "Expand has not finished: start it again, or abort.";
			case EXPANDED ->
				transition.equals(CONTRACTED) ? "No retired version is kept." : "Complete or abort it first.";
			case KEPT -> "The version before it is retired and kept: contract or revert first.";
			case COMPLETING -> "The version before it is already retired: complete it.";
			case ABORTING -> "It is being undone: abort it again.";
			case COMPLETED, ABORTED -> "Nothing is left to do.";
		};
		String error = (run.error() != null) ? " It stopped with: " + run.error() : "";
		return new RefusedException(Reason.WRONG_PHASE,
				"Version \"%s\" cannot be %s while it is %s, since %s.".formatted(run.toVersion(), transition,
						run.phase().text(), run.changedAt().truncatedTo(ChronoUnit.SECONDS)),
				advice + error, List.of());
	}

}
