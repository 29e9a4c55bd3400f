package io.github.versionedschema.testing;

import java.util.List;

/**
 * Statements of one or both releases, which run in one transaction.
 *
 * @param description what is tried
 * @param parts the statements, in order
 */
record Probe(String description, List<Part> parts) {

	static Probe of(String description, Part... parts) {
		return new Probe(description, List.of(parts));
	}

	boolean isOnlyOf(Side side) {
		return this.parts.stream().allMatch((part) -> part.side() == side);
	}

	/** One of the two releases. */
	enum Side {

		OLDER, NEWER

	}

	/**
	 * Statements of one release.
	 *
	 * @param side the release
	 * @param statements the statements
	 */
	record Part(Side side, ReleaseProbe statements) {
	}

}
