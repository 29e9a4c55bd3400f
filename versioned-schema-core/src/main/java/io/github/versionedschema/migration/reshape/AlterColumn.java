package io.github.versionedschema.migration.reshape;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.versionedschema.migration.reshape.translation.Translation;
import org.jspecify.annotations.Nullable;

/**
 * Changes a column. The expressions call it by its old name.
 *
 * @param table the table
 * @param column the column
 * @param up how the new values are computed from a row of the older version; the column
 * itself if null
 * @param down how the old values are computed from a row of the newer version; the column
 * itself if null
 * @param changes the changes of its properties, or null
 */
record AlterColumn(String table, String column, @Nullable String up, @Nullable String down,
		@Nullable Changes changes) implements Action {

	/** A native rename comes after the change of the values, whose names it keeps. */
	@Override
	public void translate(Translation to) {
		Changes given = (this.changes != null) ? this.changes : new Changes(null, null, null, null, null);
		boolean renames = given.name() != null && !given.name().equals(this.column);
		boolean alters = given.changesProperties() || this.up != null || this.down != null;
		if (!renames && !alters) {
			to.refuse("the action changes nothing", "Give 'changes', 'up' or 'down'");
		}
		if (alters) {
			to.add("alter_column",
					to.object()
						.with("table", this.table)
						.with("column", this.column)
						.with("type", given.type())
						.with("nullable", given.nullable())
						.with("default", given.defaultValue())
						.with("comment", given.comment())
						.with("up", this.up)
						.with("down", this.down));
		}
		if (renames) {
			to.add("rename_column",
					to.object().with("table", this.table).with("from", this.column).with("to", given.name()));
		}
	}

	/**
	 * The changes of a column's properties. Those that are null do not change.
	 *
	 * @param name its new name
	 * @param type its new type
	 * @param nullable whether it may be null
	 * @param defaultValue its new default
	 * @param comment its new comment
	 */
	record Changes(@Nullable String name, @Nullable String type, @Nullable Boolean nullable,
			@JsonProperty("default") @Nullable String defaultValue, @Nullable String comment) {

		boolean changesProperties() {
			return this.type != null || this.nullable != null || this.defaultValue != null || this.comment != null;
		}

	}

}
