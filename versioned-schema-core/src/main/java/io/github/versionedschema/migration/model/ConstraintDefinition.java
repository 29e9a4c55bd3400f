package io.github.versionedschema.migration.model;

import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * A constraint of a new table.
 *
 * @param name its name
 * @param type its kind
 * @param columns its columns; empty for the kinds that name none
 * @param check the SQL condition of a check
 * @param deferrable whether it is deferrable
 * @param initiallyDeferred whether it is initially deferred
 * @param nullsNotDistinct whether two nulls count as equal in a unique constraint
 * @param noInherit whether children of the table are exempt from a check
 * @param references the reference of a foreign key
 * @param exclude the definition of an exclusion constraint
 * @param indexParameters the storage of its index
 */
public record ConstraintDefinition(String name, ConstraintType type, @Defaulted List<String> columns,
		@Nullable String check, boolean deferrable, boolean initiallyDeferred, boolean nullsNotDistinct,
		boolean noInherit, @Nullable TableForeignKeyReference references, @Nullable ExcludeDefinition exclude,
		@Nullable IndexParameters indexParameters) {

	public ConstraintDefinition {
		columns = (columns != null) ? List.copyOf(columns) : List.of();
	}

	/**
	 * Returns the same constraint with the expressions over its table in another form.
	 */
	public ConstraintDefinition with(UnaryOperator<String> form) {
		return new ConstraintDefinition(this.name, this.type, this.columns,
				(this.check != null) ? form.apply(this.check) : null, this.deferrable, this.initiallyDeferred,
				this.nullsNotDistinct, this.noInherit, this.references,
				(this.exclude != null) ? this.exclude.with(form) : null, this.indexParameters);
	}

	/** Returns the same constraint under another name. */
	public ConstraintDefinition named(String other) {
		return new ConstraintDefinition(other, this.type, this.columns, this.check, this.deferrable,
				this.initiallyDeferred, this.nullsNotDistinct, this.noInherit, this.references, this.exclude,
				this.indexParameters);
	}

}
