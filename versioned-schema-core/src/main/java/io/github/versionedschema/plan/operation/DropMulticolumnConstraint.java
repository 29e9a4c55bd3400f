package io.github.versionedschema.plan.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.model.Defaulted;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;

/**
 * Drops a constraint of several columns. Without {@code up} and {@code down} it binds all
 * live versions until complete. With them, the newer version has the values of its
 * columns without the constraint at once.
 *
 * @param table the table
 * @param name the constraint
 * @param up the SQL expressions of the newer version's values over a row of the older
 * version, by column; the column itself if absent
 * @param down the SQL expressions of the older version's values, which keep the
 * constraint, over a row of the newer version, by column
 */
public record DropMulticolumnConstraint(String table, String name, @Defaulted Map<String, String> up,
		@Defaulted Map<String, String> down) implements SchemaOperation {

	public DropMulticolumnConstraint {
		up = (up != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(up)) : Map.of();
		down = (down != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(down)) : Map.of();
	}

	@Override
	public List<String> relations() {
		return List.of(this.table);
	}

	@Override
	public Uses uses() {
		Uses uses = (this.up.isEmpty() && this.down.isEmpty()) ? Uses.NONE : Uses.filling(this.table);
		return uses.in(this.up.values()).in(this.down.values());
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		draft.table(this.table).dropConstraint(this.name, this.up, this.down, source);
	}

}
