package io.github.versionedschema.migration.syntax;

import java.util.List;

import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.syntax.TomlTable.Complete;
import io.github.versionedschema.migration.syntax.TomlTable.Entry;
import io.github.versionedschema.migration.syntax.TomlTable.KeyPart;
import io.github.versionedschema.migration.syntax.TomlTable.Open;
import io.github.versionedschema.migration.syntax.TomlTable.OpenList;
import io.github.versionedschema.migration.syntax.TomlTable.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Finds and creates the tables that headers and dotted keys name. A key that is given
 * twice is reported, and what belongs to it is read into a table of no use.
 */
final class TomlTables {

	private final TomlTable root;

	private final ContentBuilder builder;

	TomlTables(TomlTable root, ContentBuilder builder) {
		this.root = root;
		this.builder = builder;
	}

	/** Returns the table of a header such as {@code [actions.column]}. */
	TomlTable table(List<KeyPart> header, Position position) {
		KeyPart key = last(header);
		TomlTable parent = parent(header, position);
		Entry existing = parent.find(key.name());
		if (existing == null) {
			return parent.add(key, new Open(parent.nested(Origin.HEADER, position))).table();
		}
		if (existing.value() instanceof Open open && open.table().isOf(Origin.IMPLIED)) {
			open.table().definedAt(position);
			return open.table();
		}
		return unused(key, existing, parent);
	}

	/** Returns the new table of a header such as {@code [[actions]]}. */
	TomlTable item(List<KeyPart> header, Position position) {
		KeyPart key = last(header);
		TomlTable parent = parent(header, position);
		Entry existing = parent.find(key.name());
		OpenList list = (existing == null) ? parent.add(key, new OpenList(position))
				: (existing.value() instanceof OpenList open) ? open : null;
		if (list == null) {
			return unused(key, existing, parent);
		}
		TomlTable item = parent.nested(Origin.HEADER, position);
		list.tables().add(item);
		return item;
	}

	/** Adds a value under a key, which may be dotted. */
	void put(TomlTable table, List<KeyPart> keys, Content value) {
		TomlTable parent = table;
		for (KeyPart key : keys.subList(0, keys.size() - 1)) {
			Entry existing = parent.find(key.name());
			if (existing == null) {
				parent = parent.add(key, new Open(parent.nested(Origin.DOTTED, key.position()))).table();
			}
			else if (existing.value() instanceof Open open && open.table().isOf(Origin.DOTTED)) {
				parent = open.table();
			}
			else {
				parent = unused(key, existing, parent);
			}
		}
		KeyPart key = last(keys);
		Entry existing = parent.find(key.name());
		if (existing != null) {
			this.builder.duplicate(key.name(), key.position(), existing.position());
			return;
		}
		parent.add(key, new Complete(value));
	}

	private TomlTable parent(List<KeyPart> header, Position position) {
		TomlTable parent = this.root;
		for (KeyPart key : header.subList(0, header.size() - 1)) {
			Entry existing = parent.find(key.name());
			if (existing == null) {
				parent = parent.add(key, new Open(parent.nested(Origin.IMPLIED, position))).table();
			}
			else if (existing.value() instanceof Open open) {
				parent = open.table();
			}
			else if (existing.value() instanceof OpenList list) {
				parent = list.last();
			}
			else {
				parent = unused(key, existing, parent);
			}
		}
		return parent;
	}

	private TomlTable unused(KeyPart key, @Nullable Entry existing, TomlTable parent) {
		if (existing != null) {
			this.builder.duplicate(key.name(), key.position(), existing.position());
		}
		return parent.nested(Origin.HEADER, key.position());
	}

	private static KeyPart last(List<KeyPart> keys) {
		return keys.get(keys.size() - 1);
	}

}
