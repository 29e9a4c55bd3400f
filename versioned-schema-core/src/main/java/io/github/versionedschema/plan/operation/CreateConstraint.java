package io.github.versionedschema.plan.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.ConstraintType;
import io.github.versionedschema.migration.model.Defaulted;
import io.github.versionedschema.migration.model.IndexParameters;
import io.github.versionedschema.migration.model.TableForeignKeyReference;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.rejection.Rejections;
import org.jspecify.annotations.Nullable;

/**
 * Adds a constraint to a table. A check binds only the newer version until complete; a
 * key or a foreign key binds all live versions. Values that violate it can be changed at
 * the same time.
 *
 * @param table the table
 * @param name the constraint's name
 * @param type its kind; an exclusion constraint cannot be added
 * @param columns its columns; optional for a check
 * @param check the SQL condition of a check
 * @param deferrable whether it is deferrable
 * @param initiallyDeferred whether it is initially deferred
 * @param nullsNotDistinct whether two nulls count as equal in a unique constraint
 * @param noInherit whether children of the table are exempt from a check
 * @param references the reference of a foreign key
 * @param indexParameters the storage of its index
 * @param up the SQL expressions of the newer version's values over a row of the older
 * version, by column
 * @param down the SQL expressions of the older version's values over a row of the newer
 * version, by column
 */
public record CreateConstraint(String table, String name, ConstraintType type, @Defaulted List<String> columns,
		@Nullable String check, boolean deferrable, boolean initiallyDeferred, boolean nullsNotDistinct,
		boolean noInherit, @Nullable TableForeignKeyReference references, @Nullable IndexParameters indexParameters,
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
	public Uses uses() {
		Uses uses = (this.up.isEmpty() && this.down.isEmpty()) ? Uses.NONE : Uses.filling(this.table);
		return uses.in(this.up.values()).in(this.down.values());
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		TableDraft owner = draft.table(this.table);
		Rejections rejections = new Rejections();
		rejections.attempt(() -> owner.changeValues(this.up, this.down, source));
		rejections.attempt(() -> add(owner, source));
		rejections.end();
	}

	private void add(TableDraft owner, Source source) {
		ConstraintDefinition constraint = new ConstraintDefinition(this.name, this.type, this.columns, this.check,
				this.deferrable, this.initiallyDeferred, this.nullsNotDistinct, this.noInherit, this.references, null,
				this.indexParameters);
		switch (this.type) {
			case CHECK -> {
				this.columns.forEach(owner::column);
				owner.addCheck(new CheckDefinition(this.name, required(this.check, "check"), this.noInherit)
					.with(owner.ownColumns()), source);
			}
			case FOREIGN_KEY -> owner.addForeignKey(constraint, required(this.references, "references"), source);
			case UNIQUE, PRIMARY_KEY -> owner.addKey(constraint, source);
			case EXCLUDE -> throw new Rejection(
					"Constraint %s is an exclusion constraint, which is possible only in create_table."
						.formatted(Names.shown(this.name)),
					"Add it with the sql operation, which blocks writes while PostgreSQL builds its index.");
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
