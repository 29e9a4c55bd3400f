package io.github.versionedschema.failure;

import java.util.List;

/**
 * Rows that violate a rule of the newer version, or other objects that prevent a
 * transition.
 *
 * @param rule the constraint's or rule's name
 * @param message what it means, as readable text
 * @param rows number of rows that violate it, or -1 if only one is known or the violation
 * is not about rows
 * @param samples up to five of the rows, as shortened JSON texts or as PostgreSQL
 * described them; for other objects, all of them
 */
public record Violation(String rule, String message, long rows, List<String> samples) {

	public Violation {
		samples = List.copyOf(samples);
	}

	/** Returns a description in one line. */
	@Override
	public String toString() {
		String count = (this.rows < 0) ? "" : " (" + this.rows + ((this.rows == 1) ? " row)" : " rows)");
		String examples = this.samples.isEmpty() ? "" : (this.rows < 0) ? ": " + String.join(", ", this.samples)
				: ", for example " + String.join(", ", this.samples);
		return this.rule + ": " + this.message + count + examples;
	}

}
