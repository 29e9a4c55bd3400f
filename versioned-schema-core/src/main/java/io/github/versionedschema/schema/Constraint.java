package io.github.versionedschema.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table.
 *
 * @param oid its object identifier
 * @param name its name
 * @param type its type
 * @param columns the numbers of its columns, in its order; for a check, the columns of
 * its expression
 * @param definition its definition as {@code pg_get_constraintdef} prints it
 * @param expression the expression of a check, as SQL
 * @param index the name of the index that it owns, or that a foreign key relies on
 * @param deferrable whether it can be deferred
 * @param initiallyDeferred whether it is initially deferred
 * @param validated whether existing rows are known to satisfy it
 * @param enforced whether it is enforced (PostgreSQL 18 supports NOT ENFORCED)
 * @param noInherit whether child tables do not inherit it
 * @param inherited whether it comes from a parent and cannot be dropped here
 * @param foreignKey the foreign key, if it is one
 * @param comment its comment
 */
public record Constraint(long oid, String name, Type type, List<Integer> columns, String definition,
		@Nullable String expression, @Nullable String index, boolean deferrable, boolean initiallyDeferred,
		boolean validated, boolean enforced, boolean noInherit, boolean inherited, @Nullable ForeignKey foreignKey,
		@Nullable String comment) {

	public Constraint {
		columns = List.copyOf(columns);
	}

	/**
	 * The same constraint under another name.
	 * @param other its name
	 * @return the constraint
	 */
	public Constraint renamed(String other) {
		return new Constraint(this.oid, other, this.type, this.columns, this.definition, this.expression, this.index,
				this.deferrable, this.initiallyDeferred, this.validated, this.enforced, this.noInherit, this.inherited,
				this.foreignKey, this.comment);
	}

	/**
	 * The same constraint with another foreign key, and under its name.
	 * @param other the foreign key
	 * @return the constraint
	 */
	public Constraint with(ForeignKey other) {
		return new Constraint(this.oid, other.name(), this.type, this.columns, this.definition, this.expression,
				this.index, this.deferrable, this.initiallyDeferred, this.validated, this.enforced, this.noInherit,
				this.inherited, other, this.comment);
	}

	/**
	 * The same constraint with the type and the timing of another, which it will replace.
	 * @param other the other constraint
	 * @return the constraint
	 */
	public Constraint likeKey(Constraint other) {
		return new Constraint(this.oid, this.name, other.type, this.columns, this.definition, this.expression,
				this.index, other.deferrable, other.initiallyDeferred, this.validated, this.enforced, this.noInherit,
				this.inherited, this.foreignKey, this.comment);
	}

	/**
	 * The type of a constraint.
	 */
	public enum Type {

		/** PRIMARY KEY. */
		PRIMARY_KEY,
		/** UNIQUE. */
		UNIQUE,
		/** CHECK. */
		CHECK,
		/** FOREIGN KEY. */
		FOREIGN_KEY,
		/** EXCLUDE. */
		EXCLUDE,
		/** NOT NULL of a column (since PostgreSQL 18). */
		NOT_NULL,
		/** A constraint trigger. */
		TRIGGER

	}

}
