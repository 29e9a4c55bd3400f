package io.github.versionedschema.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A sequence that is owned by a column.
 *
 * @param oid the sequence's object identifier
 * @param schema its schema
 * @param name its name
 * @param type smallint, integer or bigint
 * @param start its first value
 * @param increment the step
 * @param minimum the lowest value
 * @param maximum the highest value
 * @param cache number of values that a session caches
 * @param cycle whether it cycles
 * @param identity whether it belongs to an identity column, instead of a serial column
 * @param unlogged whether it is unlogged
 * @param comment its comment
 * @param grants privileges on it
 */
public record OwnedSequence(long oid, String schema, String name, String type, long start, long increment, long minimum,
		long maximum, long cache, boolean cycle, boolean identity, boolean unlogged, @Nullable String comment,
		List<Grant> grants) {

	public OwnedSequence {
		grants = List.copyOf(grants);
	}

}
