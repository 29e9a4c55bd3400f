package io.github.versionedschema.migration.model;

import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A column of a new table, or a column to add to a table.
 *
 * @param name its name
 * @param type its SQL type, with modifiers
 * @param nullable whether it may be null
 * @param pk whether it is, or is part of, the primary key
 * @param unique whether it has a single-column unique constraint
 * @param defaultValue the SQL expression of its default
 * @param comment its comment
 * @param check its check constraint
 * @param references its foreign key
 * @param generated how its values are generated
 */
public record ColumnDefinition(String name, String type, boolean nullable, boolean pk, boolean unique,
		@JsonProperty("default") @Nullable String defaultValue, @Nullable String comment,
		@Nullable CheckDefinition check, @Nullable ForeignKeyReference references, @Nullable Generated generated) {

	/** Returns the same column with the expressions over its table in another form. */
	public ColumnDefinition with(UnaryOperator<String> form) {
		return new ColumnDefinition(this.name, this.type, this.nullable, this.pk, this.unique, this.defaultValue,
				this.comment, (this.check != null) ? this.check.with(form) : null, this.references,
				(this.generated != null) ? this.generated.with(form) : null);
	}

}
