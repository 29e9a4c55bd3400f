package io.github.versionedschema.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A foreign key of the referencing or the referenced table. The lists of columns
 * correspond pairwise.
 *
 * @param oid the constraint's object identifier
 * @param name its name
 * @param fromSchema the schema of the referencing table
 * @param fromTable the referencing table
 * @param fromColumns its columns
 * @param toSchema the schema of the referenced table
 * @param toTable the referenced table
 * @param toColumns its columns
 * @param fromNumbers the numbers of the referencing columns
 * @param toNumbers the numbers of the referenced columns
 * @param onDelete NO ACTION, RESTRICT, CASCADE, SET NULL or SET DEFAULT
 * @param onUpdate likewise
 * @param onDeleteSetColumns the columns that SET NULL or SET DEFAULT is limited to
 * @param matchType SIMPLE, FULL or PARTIAL
 * @param deferrable whether it can be deferred
 * @param initiallyDeferred whether it is initially deferred
 * @param validated whether existing rows are known to satisfy it
 * @param enforced whether it is enforced at all
 * @param period whether the last pair is a PERIOD (since PostgreSQL 18)
 * @param index the name of the referenced table's unique index that it relies on
 * @param comment its comment
 */
public record ForeignKey(long oid, String name, String fromSchema, String fromTable, List<String> fromColumns,
		String toSchema, String toTable, List<String> toColumns, List<Integer> fromNumbers, List<Integer> toNumbers,
		String onDelete, String onUpdate, List<String> onDeleteSetColumns, String matchType, boolean deferrable,
		boolean initiallyDeferred, boolean validated, boolean enforced, boolean period, @Nullable String index,
		@Nullable String comment) {

	public ForeignKey {
		fromColumns = List.copyOf(fromColumns);
		toColumns = List.copyOf(toColumns);
		fromNumbers = List.copyOf(fromNumbers);
		toNumbers = List.copyOf(toNumbers);
		onDeleteSetColumns = List.copyOf(onDeleteSetColumns);
	}

	/** Returns the same key under another name. */
	public ForeignKey named(String other) {
		return named(other, this.index);
	}

	/**
	 * Returns the same key under other names.
	 * @param other its name
	 * @param otherIndex the name of the index that it relies on
	 */
	public ForeignKey named(String other, @Nullable String otherIndex) {
		return new ForeignKey(this.oid, other, this.fromSchema, this.fromTable, this.fromColumns, this.toSchema,
				this.toTable, this.toColumns, this.fromNumbers, this.toNumbers, this.onDelete, this.onUpdate,
				this.onDeleteSetColumns, this.matchType, this.deferrable, this.initiallyDeferred, this.validated,
				this.enforced, this.period, otherIndex, this.comment);
	}

}
