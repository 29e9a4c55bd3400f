package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.model.ReferentialAction;
import io.github.versionedschema.plan.draft.NewForeignKey;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.sync.KeyDefaults.Key;
import io.github.versionedschema.schema.ForeignKey;

/**
 * Finds the foreign keys of a table that set columns to their defaults: those that the
 * chain adds, and those of replaced columns, which are copied.
 */
final class DefaultingKeys {

	private final SchemaDraft schema;

	private final SharedTable table;

	private final IndexCopies copies;

	DefaultingKeys(SchemaDraft schema, SharedTable table, IndexCopies copies) {
		this.schema = schema;
		this.table = table;
		this.copies = copies;
	}

	List<Key> list() {
		List<Key> keys = new ArrayList<>();
		this.schema.foreignKeys().stream().filter((key) -> key.table() == this.table).forEach((key) -> add(keys, key));
		this.table.source()
			.foreignKeys()
			.stream()
			.filter((key) -> key.fromNumbers().stream().anyMatch(this.copies.replacements()::containsKey))
			.filter((key) -> key.fromNumbers().stream().noneMatch(this.copies::isDropped))
			.forEach((key) -> add(keys, key));
		return keys;
	}

	private void add(List<Key> keys, NewForeignKey key) {
		if (key.options().onDelete() == ReferentialAction.SET_DEFAULT) {
			keys.add(new Key(key.columns(), key.setColumns().isEmpty() ? key.columns() : key.setColumns()));
		}
		else if (key.options().onUpdate() == ReferentialAction.SET_DEFAULT) {
			keys.add(new Key(key.columns(), key.columns()));
		}
	}

	private void add(List<Key> keys, ForeignKey key) {
		String setDefault = ReferentialAction.SET_DEFAULT.sql();
		List<ColumnDraft> columns = key.fromNumbers().stream().map(this.copies::column).toList();
		List<ColumnDraft> set = key.onDeleteSetColumns()
			.stream()
			.map((name) -> columns.get(key.fromColumns().indexOf(name)))
			.toList();
		if (key.onDelete().equals(setDefault)) {
			keys.add(new Key(columns, set.isEmpty() ? columns : set));
		}
		else if (key.onUpdate().equals(setDefault)) {
			keys.add(new Key(columns, columns));
		}
	}

}
