package io.github.versionedschema.plan.draft.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.versionedschema.plan.draft.column.ColumnDraft;

/**
 * The unique keys of a table that the chain creates, which foreign keys can reference, by
 * their names until complete.
 */
public final class UniqueKeys {

	private final Map<String, Key> keys = new HashMap<>();

	/**
	 * Adds a constraint.
	 * @param deferrable whether it is deferrable, so that no foreign key can reference it
	 */
	public void add(String name, List<ColumnDraft> columns, boolean deferrable) {
		this.keys.put(name, new Key(columns, deferrable));
	}

	public void add(NewIndex index) {
		if (index.isUniqueOnColumns()) {
			add(index.waitingName(), index.keyColumns(), false);
		}
	}

	public void rename(String from, String to) {
		Key key = this.keys.remove(from);
		if (key != null) {
			this.keys.put(to, key);
		}
	}

	public void remove(String name) {
		this.keys.remove(name);
	}

	/** Returns the columns of a key; empty for an exclusion constraint or a sequence. */
	public List<ColumnDraft> columns(String name) {
		Key key = this.keys.get(name);
		return (key != null) ? key.columns() : List.of();
	}

	/** Returns the names of the keys that have the column. */
	public List<String> with(ColumnDraft column) {
		return this.keys.entrySet()
			.stream()
			.filter((key) -> key.getValue().columns().contains(column))
			.map(Map.Entry::getKey)
			.toList();
	}

	public boolean isOver(String name, Set<ColumnDraft> columns) {
		Key key = this.keys.get(name);
		return key != null && key.isOver(columns);
	}

	public boolean contains(Set<ColumnDraft> columns) {
		return this.keys.values().stream().anyMatch((key) -> !key.deferrable() && key.isOver(columns));
	}

	public boolean containsDeferrable(Set<ColumnDraft> columns) {
		return this.keys.values().stream().anyMatch((key) -> key.deferrable() && key.isOver(columns));
	}

	/** Returns whether the index of a key starts with these columns, in any order. */
	public boolean startWith(Set<ColumnDraft> columns) {
		return this.keys.values().stream().anyMatch((key) -> key.startsWith(columns));
	}

	private record Key(List<ColumnDraft> columns, boolean deferrable) {

		boolean isOver(Set<ColumnDraft> others) {
			return others.equals(Set.copyOf(this.columns));
		}

		boolean startsWith(Set<ColumnDraft> others) {
			return this.columns.size() >= others.size()
					&& others.equals(Set.copyOf(this.columns.subList(0, others.size())));
		}

	}

}
