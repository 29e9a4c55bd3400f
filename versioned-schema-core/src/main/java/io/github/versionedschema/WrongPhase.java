package io.github.versionedschema;

import java.util.List;

import io.github.versionedschema.execute.RefusedException.Reason;
import io.github.versionedschema.execute.RefusedException;
import io.github.versionedschema.execute.RunRow;

/**
 * Refusals of what cannot be done at this point.
 */
final class WrongPhase {

	private WrongPhase() {
	}

	static RefusedException of(RunRow run, String transition) {
		String advice = switch (run.phase()) {
			case EXPANDING -> "Expand has not finished: start it again, or abort.";
			case EXPANDED -> "Complete or abort it first.";
			case KEPT -> "Its old version is retired and kept: contract, or revert first.";
			case COMPLETING -> "Its old version is retired already: complete it.";
			case ABORTING -> "It is being undone: abort it again.";
			case COMPLETED, ABORTED -> "Nothing is left to do.";
		};
		String error = (run.error() != null) ? " It stopped with: " + run.error() : "";
		return new RefusedException(
				Reason.WRONG_PHASE, "Version \"%s\" cannot be %s while it is %s, since %s. Nothing was changed. %s%s"
					.formatted(run.toVersion(), transition, run.phase().text(), run.changedAt(), advice, error),
				List.of());
	}

}
