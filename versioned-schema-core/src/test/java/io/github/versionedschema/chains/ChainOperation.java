package io.github.versionedschema.chains;

import java.util.List;

/**
 * An operation, and what it means in plain SQL for a table {@code simulated} beside a
 * table {@code observed}, which holds what the other version shows of the same rows.
 *
 * @param yaml the operation in a migration file
 * @param forward SQL that turns older rows into newer ones
 * @param backward SQL that turns newer rows into older ones
 * @param links which values follow from which
 */
record ChainOperation(String yaml, List<String> forward, List<String> backward, List<Link> links) {

	ChainOperation {
		forward = List.copyOf(forward);
		backward = List.copyOf(backward);
		links = List.copyOf(links);
	}

	/** Returns one that changes no values. */
	static ChainOperation ofNoValues(String yaml) {
		return new ChainOperation(yaml, List.of(), List.of(), List.of());
	}

}
