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
 * @param cache how many numbers a client takes at once
 * @param cycle whether it starts again at its end
 * @param identity whether it belongs to an identity column, and not to a serial one
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
