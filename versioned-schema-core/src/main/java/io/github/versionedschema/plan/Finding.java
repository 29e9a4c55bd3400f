package io.github.versionedschema.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * An error, warning or note of the planner or the server about a migration.
 *
 * @param severity whether it stops the migration
 * @param source the operation, or null if it concerns the whole migration
 * @param message the problem or the note
 * @param advice what to do instead, or null
 * @param rule the name of its rule, with which the operation can acknowledge it, or null;
 * a text, as a plan may come from another build that has other rules
 * @param acknowledged the reason why the operation's author accepts it, or null
 */
public record Finding(Severity severity, @Nullable Source source, String message, @Nullable String advice,
		@Nullable String rule, @Nullable String acknowledged) {

	/** Creates a finding that cannot be acknowledged. */
	public Finding(Severity severity, @Nullable Source source, String message, @Nullable String advice) {
		this(severity, source, message, advice, null, null);
	}

	/** Creates a warning that the operation's author can acknowledge. */
	public static Finding of(LintRule rule, @Nullable Source source, String message, @Nullable String advice) {
		return new Finding(Severity.WARNING, source, message, advice, rule.key(), null);
	}

	/** Returns whether it is a warning that can be acknowledged and is not. */
	@JsonIgnore
	public boolean isOpen() {
		return this.severity == Severity.WARNING && this.rule != null;
	}

	/** Returns the finding as one that the operation's author accepts. */
	public Finding acknowledged(String reason) {
		return new Finding(Severity.NOTE, this.source, this.message, this.advice, this.rule, reason);
	}

	/** Returns the finding as one that refuses the migration. */
	public Finding asError() {
		String accept = "Or accept it: acknowledge: [%s], with a reason.".formatted(this.rule);
		return new Finding(Severity.ERROR, this.source, this.message,
				(this.advice != null) ? this.advice + " " + accept : accept, this.rule, this.acknowledged);
	}

	/** How serious a finding is. */
	public enum Severity {

		/** The migration cannot work as written, or not now. Nothing is changed. */
		ERROR,

		/** The migration works, but has an effect that may be unexpected. */
		WARNING,

		/** The migration works. The finding is for information. */
		NOTE

	}

	@Override
	public String toString() {
		return ((this.source != null) ? this.source + ": " : "") + ((this.rule != null) ? "[" + this.rule + "] " : "")
				+ this.message + ((this.acknowledged != null) ? " Acknowledged: " + this.acknowledged
						: (this.advice != null) ? " " + this.advice : "");
	}

}
