package io.github.versionedschema.plan.check.lint;

import java.util.List;

/**
 * A foreign key at one moment of a transaction.
 *
 * @param oid its number
 * @param name its name
 * @param table the referencing table
 * @param columns its columns
 * @param referenced the referenced table
 * @param indexed whether an index starts with its columns
 */
public record ReferenceState(long oid, String name, String table, List<String> columns, String referenced,
		boolean indexed) {

	public ReferenceState {
		columns = List.copyOf(columns);
	}

}
