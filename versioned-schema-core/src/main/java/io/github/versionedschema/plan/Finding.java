package io.github.versionedschema.plan;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * Something that the planner or the server has to say about a migration.
 *
 * @param severity whether it stops the migration
 * @param source the operation, or null when it is about the whole
 * @param message what is wrong or worth knowing
 * @param advice what to write or do instead, or null
 */
public record Finding(Severity severity, @Nullable Source source, String message, @Nullable String advice) {

	/** How serious a finding is. */
	public enum Severity {

		/** The migration cannot work as written: nothing is changed. */
		ERROR,

		/** The migration works, and somebody may be surprised. */
		WARNING,

		/** Worth knowing. */
		NOTE

	}

	@Override
	public String toString() {
		return ((this.source != null) ? this.source + ": " : "") + this.message
				+ ((this.advice != null) ? " " + this.advice : "");
	}

}
