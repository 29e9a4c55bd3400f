package io.github.versionedschema.autoconfigure.progress;

import java.util.Locale;

import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus;
import org.jspecify.annotations.Nullable;

/**
 * Formats the progress of a transition as text.
 */
public final class ProgressText {

	private ProgressText() {
	}

	/**
	 * Returns one line, for example {@code expanding: orders 12,000 of about 1,000,000
	 * rows (1.2 %), 25,000 rows/s, 40 s left · step 3 of 7}.
	 * @param status the status
	 * @return the line
	 */
	public static String line(SchemaStatus status) {
		StringBuilder text = new StringBuilder(phase(status.phase()));
		if (!isUnderWay(status.phase())) {
			return text.toString();
		}
		if (status.progress() != null) {
			text.append(": ").append(status.progress().text());
		}
		else if (status.step() != null) {
			text.append(": ").append(status.step());
		}
		append(text,
				"step %d of %d".formatted(Math.min(status.stepsDone() + 1, status.stepsTotal()), status.stepsTotal()),
				status.stepsTotal() > 0);
		append(text, "paused by the operator", status.paused());
		append(text, "throttled: " + status.throttled(), status.throttled() != null && !status.paused());
		append(text, "waiting for " + status.blocker(), status.blocker() != null);
		return text.toString();
	}

	private static boolean isUnderWay(MigrationPhase phase) {
		return phase == MigrationPhase.EXPANDING || phase == MigrationPhase.COMPLETING
				|| phase == MigrationPhase.ABORTING;
	}

	/**
	 * Returns the word for a phase.
	 * @param phase the phase
	 * @return the word
	 */
	public static String phase(MigrationPhase phase) {
		return phase.name().toLowerCase(Locale.ROOT);
	}

	private static void append(StringBuilder text, @Nullable String what, boolean applies) {
		if (applies) {
			text.append(" · ").append(what);
		}
	}

}
