package io.github.versionedschema.chains.random;

import java.util.Set;

/**
 * States that a column is derived from other columns.
 *
 * @param up whether the newer column is derived from older ones
 * @param target the identity of the derived column
 * @param reads the identities of the columns that its expression reads
 * @param foreign whether it also reads another table
 */
public record Link(boolean up, int target, Set<Integer> reads, boolean foreign) {

	public Link {
		reads = Set.copyOf(reads);
	}

	Link(boolean up, int target, Set<Integer> reads) {
		this(up, target, reads, false);
	}

}
