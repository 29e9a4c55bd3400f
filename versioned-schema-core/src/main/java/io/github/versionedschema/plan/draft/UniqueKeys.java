package io.github.versionedschema.plan.draft;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The unique keys of a table that the chain creates, which foreign keys can reference, by
 * their names until complete.
 */
final class UniqueKeys {

	private final Map<String, Key> keys = new HashMap<>();

	/**
	 * Adds a constraint.
	 * @param deferrable whether it is deferrable, so that no foreign key can reference it
	 */
	void add(String name, List<ColumnDraft> columns, boolean deferrable) {
		this.keys.put(name, new Key(columns, deferrable));
	}

	void add(NewIndex index) {
		if (index.unique() && index.predicate() == null) {
			add(index.meanwhile(), index.keys().stream().map(NewIndex.Key::column).toList(), false);
		}
	}

	void rename(String from, String to) {
		Key key = this.keys.remove(from);
		if (key != null) {
			this.keys.put(to, key);
		}
	}

	void remove(String name) {
		this.keys.remove(name);
	}

	/** Returns the names of the keys that have the column. */
	List<String> with(ColumnDraft column) {
		return this.keys.entrySet()
			.stream()
			.filter((key) -> key.getValue().columns().contains(column))
			.map(Map.Entry::getKey)
			.toList();
	}

	boolean isOver(String name, Set<ColumnDraft> columns) {
		Key key = this.keys.get(name);
		return key != null && key.isOver(columns);
	}

	boolean contains(Set<ColumnDraft> columns) {
		return this.keys.values().stream().anyMatch((key) -> !key.deferrable() && key.isOver(columns));
	}

	boolean containsDeferrable(Set<ColumnDraft> columns) {
		return this.keys.values().stream().anyMatch((key) -> key.deferrable() && key.isOver(columns));
	}

	private record Key(List<ColumnDraft> columns, boolean deferrable) {

		boolean isOver(Set<ColumnDraft> others) {
			return others.equals(Set.copyOf(this.columns));
		}

	}

}
