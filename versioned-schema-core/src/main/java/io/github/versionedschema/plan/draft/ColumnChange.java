package io.github.versionedschema.plan.draft;

import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ForeignKeyReference;
import io.github.versionedschema.migration.model.UniqueDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What changes about a column; null or absent is left as it is.
 *
 * @param type the new type
 * @param nullable whether it may be null
 * @param defaultValue the new default
 * @param comment the new comment
 * @param check a further check
 * @param references a further foreign key
 * @param unique a further unique constraint
 * @param up how its values follow from older rows
 * @param down how the older values follow from newer rows
 */
public record ColumnChange(@Nullable String type, @Nullable Boolean nullable, Change defaultValue, Change comment,
		@Nullable CheckDefinition check, @Nullable ForeignKeyReference references, @Nullable UniqueDefinition unique,
		@Nullable String up, @Nullable String down) {

	/**
	 * Returns whether values differ between the versions, so that the column needs a
	 * second copy.
	 */
	boolean changesValues() {
		return this.type != null || this.up != null || this.down != null;
	}

}
