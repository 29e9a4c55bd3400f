package io.github.versionedschema.failure;

import java.util.List;

/**
 * Rows that break a rule of the new version, or other things that are in its way.
 *
 * @param rule the constraint's or rule's name
 * @param message what it means, for people
 * @param rows how many rows do, or -1 when only one is known of, or it is not rows
 * @param samples up to five of the rows, as JSON texts (shortened) or as PostgreSQL
 * described them; all of the other things
 */
public record Violation(String rule, String message, long rows, List<String> samples) {

	public Violation {
		samples = List.copyOf(samples);
	}

	/** Returns all of it as one line. */
	@Override
	public String toString() {
		String count = (this.rows < 0) ? "" : " (" + this.rows + ((this.rows == 1) ? " row)" : " rows)");
		String examples = this.samples.isEmpty() ? "" : (this.rows < 0) ? ": " + String.join(", ", this.samples)
				: ", for example " + String.join(", ", this.samples);
		return this.rule + ": " + this.message + count + examples;
	}

}
