package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import org.jspecify.annotations.Nullable;

/**
 * Drops a constraint. Without {@code up} and {@code down} it binds all live versions
 * until complete. With them, the newer version has the values of its one column without
 * the constraint at once.
 *
 * @param table the table
 * @param name the constraint
 * @param up the SQL expression of the newer version's values over a row of the older
 * version; the column itself if absent
 * @param down the SQL expression of the older version's values, which keep the
 * constraint, over a row of the newer version
 */
public record DropConstraint(String table, String name, @Nullable String up,
		@Nullable String down) implements SchemaOperation {

	@Override
	public List<String> relations() {
		return List.of(this.table);
	}

	@Override
	public Uses uses() {
		Uses uses = (this.up == null && this.down == null) ? Uses.NONE : Uses.filling(this.table);
		return uses.in(this.up).in(this.down);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		draft.table(this.table).dropConstraint(this.name, this.up, this.down, source);
	}

}
