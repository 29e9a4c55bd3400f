package io.github.versionedschema.plan.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ConstraintType;
import io.github.versionedschema.migration.model.Defaulted;
import io.github.versionedschema.migration.model.TableForeignKeyReference;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Adds a check or a foreign key to a table. A check binds only the newer version until
 * complete, and a foreign key binds all live versions.
 *
 * @param table the table
 * @param name the constraint's name
 * @param type its kind
 * @param columns the columns of a foreign key
 * @param check the SQL condition of a check
 * @param noInherit whether children of the table are exempt from a check
 * @param references the reference of a foreign key
 * @param up the SQL expressions of the newer version's values over a row of the older
 * version, by column
 * @param down the SQL expressions of the older version's values over a row of the newer
 * version, by column
 */
public record CreateConstraint(String table, String name, ConstraintType type, @Defaulted List<String> columns,
		@Nullable String check, boolean noInherit, @Nullable TableForeignKeyReference references,
		@Defaulted Map<String, String> up, @Defaulted Map<String, String> down) implements SchemaOperation {

	public CreateConstraint {
		columns = (columns != null) ? List.copyOf(columns) : List.of();
		up = (up != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(up)) : Map.of();
		down = (down != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(down)) : Map.of();
	}

	@Override
	public List<String> relations() {
		return (this.references != null) ? List.of(this.table, this.references.table()) : List.of(this.table);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		TableDraft owner = draft.table(this.table);
		owner.changeValues(this.up, this.down, source);
		switch (this.type) {
			case CHECK ->
				owner.addCheck(new CheckDefinition(this.name, required(this.check, "check"), this.noInherit), source);
			case FOREIGN_KEY -> owner.addForeignKey(this.name, this.columns.stream().map(owner::column).toList(),
					required(this.references, "references"), source);
			case UNIQUE, PRIMARY_KEY, EXCLUDE -> throw new Rejection(
					"Constraint %s is neither a check nor a foreign key.".formatted(Names.shown(this.name)),
					"Give a single column \"unique\", with alter_column. Use create_index for a unique index of several columns.");
		}
	}

	private <T> T required(@Nullable T value, String key) {
		if (value == null) {
			throw new Rejection("Constraint %s has no \"%s\".".formatted(Names.shown(this.name), key),
					"Give it, or another \"type\".");
		}
		return value;
	}

}
