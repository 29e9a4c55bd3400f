package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.chains.table.Side;
import org.jspecify.annotations.Nullable;

/**
 * An operation, and its equivalent in plain SQL for a table {@code simulated}. The table
 * {@code observed} contains the same rows as seen by the other version.
 *
 * @param yaml the operation in a migration file
 * @param forward SQL that converts older rows to newer ones
 * @param backward SQL that converts newer rows to older ones
 * @param links which columns are derived from which
 * @param observation copies an added column from {@code observed}, or null
 */
public record ChainOperation(String yaml, List<String> forward, List<String> backward, List<Link> links,
		@Nullable Observation observation) {

	public ChainOperation {
		forward = List.copyOf(forward);
		backward = List.copyOf(backward);
		links = List.copyOf(links);
	}

	ChainOperation(String yaml, List<String> forward, List<String> backward, List<Link> links) {
		this(yaml, forward, backward, links, null);
	}

	/**
	 * Returns SQL that converts older rows to newer ones. What the newer version wrote to
	 * an added column stays, and other columns may be derived from it.
	 */
	public List<String> forward(Side newer) {
		List<String> statements = new ArrayList<>(this.forward);
		if (this.observation != null && newer.has(this.observation.identity())) {
			statements.add(this.observation.sql());
		}
		return statements;
	}

	/** Returns an operation that changes no values. */
	static ChainOperation ofNoValues(String yaml) {
		return new ChainOperation(yaml, List.of(), List.of(), List.of());
	}

	/**
	 * Copies a column from the observed values.
	 *
	 * @param identity the column's identity
	 * @param sql copies it
	 */
	record Observation(int identity, String sql) {

	}

}
