package io.github.versionedschema.chains.table;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A constraint or index at one point of a chain.
 *
 * @param name its name
 * @param kind its kind
 * @param columns the identities of its columns
 */
public record ChainConstraint(String name, Type kind, List<Integer> columns) {

	/** Kind of constraint. */
	public enum Type {

		/** Any condition. */
		CHECK,

		/** The key of the table and further columns. */
		UNIQUE,

		/** Like a unique one, but no foreign key can reference it. */
		DEFERRABLE,

		/** The primary key. */
		PRIMARY_KEY,

		/** A foreign key to another table or to the row's own key. */
		FOREIGN_KEY,

		/** An index that is no constraint. */
		INDEX

	}

	public ChainConstraint {
		columns = List.copyOf(columns);
	}

	/** Returns the constraint under another name. */
	public ChainConstraint named(String other) {
		return new ChainConstraint(other, this.kind, this.columns);
	}

	/**
	 * Returns the constraint after a column was replaced with another one, or dropped.
	 */
	public @Nullable ChainConstraint after(int from, @Nullable Integer to) {
		if (!this.columns.contains(from)) {
			return this;
		}
		return (to != null) ? new ChainConstraint(this.name, this.kind,
				this.columns.stream().map((column) -> (column == from) ? to : column).toList()) : null;
	}

}
