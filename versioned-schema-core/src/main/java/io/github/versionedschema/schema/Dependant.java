package io.github.versionedschema.schema;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * An object that depends on a table or its columns, other than the table's indexes and
 * constraints and foreign keys that reference it. It would prevent dropping them, or be
 * dropped with them.
 *
 * @param kind the kind of object
 * @param name its identity as PostgreSQL prints it: {@code public.a_view},
 * {@code a_policy on public.users}
 * @param columns the numbers of the columns that it depends on, ascending; empty if it
 * depends on the table as a whole
 * @param recreation statements that recreate it, for statistics, without its comment and
 * target
 * @param user the column whose default draws from a sequence of the table, or the other
 * table that has the object; null for objects of this table and those of no table
 */
public record Dependant(Kind kind, String name, List<Integer> columns, List<String> recreation,
		@Nullable ColumnUse user) {

	/**
	 * How the names of copies of views begin, which complete makes and which are no
	 * dependants.
	 */
	public static final String COPY = "_vs_copy_";

	public Dependant {
		columns = List.copyOf(columns);
		recreation = List.copyOf(recreation);
	}

	/** Returns the same object on other columns. */
	public Dependant on(List<Integer> others) {
		return new Dependant(this.kind, this.name, others, this.recreation, this.user);
	}

	/** Returns whether it is an object of extended statistics. */
	public boolean isStatistics() {
		return this.kind == Kind.STATISTICS;
	}

	/**
	 * Returns whether complete can create it anew for the replacement of a column that it
	 * uses.
	 */
	public boolean isMovable() {
		return switch (this.kind) {
			case VIEW, MATERIALIZED_VIEW, POLICY, TRIGGER, PUBLICATION, FUNCTION -> true;
			default -> false;
		};
	}

	/** Returns its kind and name, for messages. */
	public String described() {
		return this.kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ' ' + this.name;
	}

	/**
	 * The kinds of dependent object.
	 */
	public enum Kind {

		/** A view. */
		VIEW,
		/** A materialized view. */
		MATERIALIZED_VIEW,
		/** A rule, of this table or another. */
		RULE,
		/** A row-level policy, of this table or another. */
		POLICY,
		/** A generated column of this table. */
		GENERATED_COLUMN,
		/** A function with a standard SQL body. */
		FUNCTION,
		/** Extended statistics, which are dropped with their columns. */
		STATISTICS,
		/** A publication with a column list or a row filter. */
		PUBLICATION,
		/** A trigger of this table whose UPDATE OF or WHEN names columns. */
		TRIGGER,
		/** Another user of a sequence that a column of this table owns. */
		SEQUENCE_USER,
		/** The partition key of this table. */
		PARTITION_KEY,
		/** Any other object. */
		OTHER

	}

}
