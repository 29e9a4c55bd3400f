package io.github.versionedschema.plan.draft;

import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ForeignKeyReference;
import io.github.versionedschema.migration.model.UniqueDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a column. Null or absent properties do not change.
 *
 * @param type the new type
 * @param nullable whether it may be null
 * @param defaultValue the new default
 * @param comment the new comment
 * @param check an additional check constraint
 * @param references an additional foreign key
 * @param unique an additional unique constraint
 * @param up how its values are computed from older rows
 * @param down how the older values are computed from newer rows
 */
public record ColumnChange(@Nullable String type, @Nullable Boolean nullable, Change defaultValue, Change comment,
		@Nullable CheckDefinition check, @Nullable ForeignKeyReference references, @Nullable UniqueDefinition unique,
		@Nullable String up, @Nullable String down) {

	/** Returns the same change with another unique constraint. */
	ColumnChange with(UniqueDefinition other) {
		return new ColumnChange(this.type, this.nullable, this.defaultValue, this.comment, this.check, this.references,
				other, this.up, this.down);
	}

	/**
	 * Returns whether values differ between the versions, so that the column needs a
	 * second copy.
	 */
	boolean changesValues() {
		return convertsValues() || this.down != null;
	}

	/** Returns whether existing values change, if there are any. */
	boolean convertsValues() {
		return this.type != null || this.up != null;
	}

	/** Returns whether properties or rules of the column itself change. */
	boolean changesDefinition() {
		return this.nullable != null || !this.defaultValue.isAbsent() || !this.comment.isAbsent() || this.check != null
				|| this.unique != null;
	}

}
