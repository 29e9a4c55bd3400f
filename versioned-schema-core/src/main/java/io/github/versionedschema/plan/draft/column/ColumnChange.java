package io.github.versionedschema.plan.draft.column;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ForeignKeyReference;
import io.github.versionedschema.migration.model.UniqueDefinition;
import io.github.versionedschema.plan.text.ColumnType;
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
public record ColumnChange(@Nullable ColumnType type, @Nullable Boolean nullable, Change defaultValue, Change comment,
		@Nullable CheckDefinition check, @Nullable ForeignKeyReference references, @Nullable UniqueDefinition unique,
		@Nullable String up, @Nullable String down) {

	/** Returns the same change with another unique constraint. */
	public ColumnChange with(UniqueDefinition other) {
		return new ColumnChange(this.type, this.nullable, this.defaultValue, this.comment, this.check, this.references,
				other, this.up, this.down);
	}

	/**
	 * Returns whether values differ between the versions, so that the column needs a
	 * second copy.
	 */
	public boolean changesValues() {
		return convertsValues() || this.down != null;
	}

	/** Returns whether existing values change, if there are any. */
	public boolean convertsValues() {
		return this.type != null || this.up != null;
	}

	/** Returns whether it says nothing. */
	public boolean isEmpty() {
		return !changesValues() && !changesDefinition() && this.references == null;
	}

	/**
	 * Returns the change without the properties that a column already has. The type stays
	 * if values change.
	 * @param column the column
	 * @param schema the schema in which types without a schema are
	 * @param has whether the column has a unique constraint
	 * @param already the collector of these properties, as readable text
	 */
	public ColumnChange beyond(ColumnDraft column, String schema, Predicate<UniqueDefinition> has,
			List<String> already) {
		boolean sameType = found("type", isType(column, schema) && this.up == null && this.down == null, already);
		boolean sameNullability = found("nullability", Objects.equals(this.nullable, !column.notNull()), already);
		boolean sameDefault = found("default", !this.defaultValue.isAbsent()
				&& (this.type == null || isType(column, schema)) && column.hasDefault(this.defaultValue), already);
		boolean sameComment = found("comment", !this.comment.isAbsent() && column.hasComment(this.comment), already);
		boolean sameUnique = found("unique constraint", this.unique != null && has.test(this.unique), already);
		return new ColumnChange(sameType ? null : this.type, sameNullability ? null : this.nullable,
				sameDefault ? Change.absent() : this.defaultValue, sameComment ? Change.absent() : this.comment,
				this.check, this.references, sameUnique ? null : this.unique, this.up, this.down);
	}

	private static boolean found(String property, boolean same, List<String> already) {
		if (same) {
			already.add(property);
		}
		return same;
	}

	private boolean isType(ColumnDraft column, String schema) {
		return this.type != null && typeOf(column).isSame(column.columnType(), schema);
	}

	/** Returns the type that a column gets. */
	public ColumnType typeOf(ColumnDraft column) {
		return (this.type != null) ? this.type.following(column.columnType()) : column.columnType();
	}

	/** Returns whether properties or rules of the column itself change. */
	public boolean changesDefinition() {
		return this.nullable != null || !this.defaultValue.isAbsent() || !this.comment.isAbsent() || this.check != null
				|| this.unique != null;
	}

}
