package io.github.versionedschema.chains;

import java.util.List;

/**
 * An operation, and its equivalent in plain SQL for a table {@code simulated}. The table
 * {@code observed} contains the same rows as seen by the other version.
 *
 * @param yaml the operation in a migration file
 * @param forward SQL that converts older rows to newer ones
 * @param backward SQL that converts newer rows to older ones
 * @param links which columns are derived from which
 */
record ChainOperation(String yaml, List<String> forward, List<String> backward, List<Link> links) {

	ChainOperation {
		forward = List.copyOf(forward);
		backward = List.copyOf(backward);
		links = List.copyOf(links);
	}

	/** Returns an operation that changes no values. */
	static ChainOperation ofNoValues(String yaml) {
		return new ChainOperation(yaml, List.of(), List.of(), List.of());
	}

}
