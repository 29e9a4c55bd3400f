package io.github.versionedschema.schema;

import java.util.List;

/**
 * Something that depends on a table or on some of its columns, other than the table's
 * indexes and constraints and the foreign keys that reference it: it would be in the way
 * of dropping them, or be lost with them.
 *
 * @param kind what it is
 * @param name its identity as PostgreSQL prints it: {@code public.a_view},
 * {@code a_policy on public.users}
 * @param columns the numbers of the columns that it depends on, ascending; empty if it
 * depends on the table as a whole
 * @param recreation statements that make it again, for statistics
 */
public record Dependant(Kind kind, String name, List<Integer> columns, List<String> recreation) {

	public Dependant {
		columns = List.copyOf(columns);
		recreation = List.copyOf(recreation);
	}

	/**
	 * What a dependant is.
	 */
	public enum Kind {

		/** A view. */
		VIEW,
		/** A materialised view. */
		MATERIALIZED_VIEW,
		/** A rule, of this table or another. */
		RULE,
		/** A row-level policy, of this table or another. */
		POLICY,
		/** A generated column of this table. */
		GENERATED_COLUMN,
		/** A function with a standard SQL body. */
		FUNCTION,
		/** Extended statistics, which go with their columns. */
		STATISTICS,
		/** A publication with a column list or a row filter. */
		PUBLICATION,
		/** A trigger of this table whose UPDATE OF or WHEN names columns. */
		TRIGGER,
		/** What else uses a sequence that a column of this table owns. */
		SEQUENCE_USER,
		/** The partition key of this table. */
		PARTITION_KEY,
		/** Anything else. */
		OTHER

	}

}
