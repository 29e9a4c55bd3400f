package io.github.versionedschema.plan;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * An error, warning or note of the planner or the server about a migration.
 *
 * @param severity whether it stops the migration
 * @param source the operation, or null if it concerns the whole migration
 * @param message the problem or the note
 * @param advice what to do instead, or null
 */
public record Finding(Severity severity, @Nullable Source source, String message, @Nullable String advice) {

	/** How serious a finding is. */
	public enum Severity {

		/** The migration cannot work as written. Nothing is changed. */
		ERROR,

		/** The migration works, but has an effect that may be unexpected. */
		WARNING,

		/** The migration works. The finding is for information. */
		NOTE

	}

	@Override
	public String toString() {
		return ((this.source != null) ? this.source + ": " : "") + this.message
				+ ((this.advice != null) ? " " + this.advice : "");
	}

}
