package io.github.versionedschema.plan.operation;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.Defaulted;
import io.github.versionedschema.migration.model.ForeignKeyReference;
import io.github.versionedschema.migration.model.UniqueDefinition;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.ColumnChange;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.text.ColumnType;
import io.github.versionedschema.plan.text.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Changes a column: its type, nullability, default, comment, constraints, or only its
 * values.
 *
 * @param table the table
 * @param column the column
 * @param type the new SQL type, with modifiers; unchanged if absent
 * @param nullable whether it may be null; unchanged if absent
 * @param defaultValue the SQL expression of the new default; {@code null} drops the
 * default
 * @param comment the new comment; {@code null} removes the comment
 * @param check an additional check constraint
 * @param references an additional foreign key
 * @param unique an additional unique constraint
 * @param up the SQL expression of the newer version's values over a row of the older
 * version; the column itself if absent
 * @param down the SQL expression of the older version's values over a row of the newer
 * version; the column itself if absent
 */
public record AlterColumn(String table, String column, @Nullable String type, @Nullable Boolean nullable,
		@JsonProperty("default") @Defaulted Change defaultValue, @Defaulted Change comment,
		@Nullable CheckDefinition check, @Nullable ForeignKeyReference references, @Nullable UniqueDefinition unique,
		@Nullable String up, @Nullable String down) implements SchemaOperation {

	public AlterColumn {
		defaultValue = (defaultValue != null) ? defaultValue : Change.absent();
		comment = (comment != null) ? comment : Change.absent();
	}

	@Override
	public List<String> relations() {
		List<String> relations = new ArrayList<>(List.of(this.table));
		if (this.references != null) {
			relations.add(this.references.table());
		}
		if (this.type != null) {
			TypeName.unqualified(this.type).ifPresent(relations::add);
		}
		return relations;
	}

	@Override
	public Uses uses() {
		boolean values = this.type != null || this.up != null || this.down != null;
		return (values ? Uses.filling(this.table) : Uses.NONE).in(this.up).in(this.down);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		if (changesNothing()) {
			throw new Rejection("The operation changes nothing.",
					"Give at least one of type, nullable, default, comment, check, references, unique, up or down.");
		}
		TableDraft owner = draft.table(this.table);
		owner.alterColumn(owner.column(this.column),
				new ColumnChange((this.type != null) ? ColumnType.of(this.type) : null, this.nullable,
						this.defaultValue, this.comment,
						(this.check != null) ? this.check.with(owner.ownColumns()) : null, this.references, this.unique,
						this.up, this.down),
				source);
	}

	private boolean changesNothing() {
		return this.type == null && this.nullable == null && this.defaultValue.isAbsent() && this.comment.isAbsent()
				&& this.check == null && this.references == null && this.unique == null && this.up == null
				&& this.down == null;
	}

}
