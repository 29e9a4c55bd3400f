package io.github.versionedschema.plan.draft;

/**
 * Something that takes its name when complete has removed what had it before.
 *
 * @param kind what it is
 * @param from its name until then
 * @param to its name
 */
public record LateName(Kind kind, String from, String to) {

	/** What can take a name late. */
	public enum Kind {

		/** An index, and the constraint that it belongs to. */
		INDEX,
		/** A sequence. */
		SEQUENCE

	}

}
