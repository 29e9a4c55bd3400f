package io.github.versionedschema.chains;

import java.util.Set;

/**
 * That a column's values follow from others.
 *
 * @param up whether the newer column follows from older ones
 * @param target the identity of the column that follows
 * @param reads the identities of the columns that its expression reads
 */
record Link(boolean up, int target, Set<Integer> reads) {

	Link {
		reads = Set.copyOf(reads);
	}

}
