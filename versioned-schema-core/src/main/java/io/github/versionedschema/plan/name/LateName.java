package io.github.versionedschema.plan.name;

/**
 * An object that gets its final name at complete, after the object that had the name is
 * removed.
 *
 * @param kind the kind of object
 * @param from its name until complete
 * @param to its final name
 */
public record LateName(Kind kind, String from, String to) {

	/** The kinds of object that can get their name at complete. */
	public enum Kind {

		/** An index, and its constraint if it has one. */
		INDEX,
		/** A sequence. */
		SEQUENCE

	}

}
