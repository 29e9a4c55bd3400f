package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The unique keys of a table that the chain creates, which foreign keys can reference.
 */
final class UniqueKeys {

	private final List<List<ColumnDraft>> constraints = new ArrayList<>();

	private final List<List<ColumnDraft>> deferrable = new ArrayList<>();

	private final Map<String, List<ColumnDraft>> indexes = new HashMap<>();

	void add(List<ColumnDraft> columns) {
		this.constraints.add(columns);
	}

	/** Adds a key that no foreign key can reference. */
	void addDeferrable(List<ColumnDraft> columns) {
		this.deferrable.add(columns);
	}

	void add(NewIndex index) {
		if (index.unique() && index.predicate() == null) {
			this.indexes.put(index.name(), index.keys().stream().map(NewIndex.Key::column).toList());
		}
	}

	void dropIndex(String index) {
		this.indexes.remove(index);
	}

	void forget(ColumnDraft column) {
		this.constraints.removeIf((key) -> key.contains(column));
		this.deferrable.removeIf((key) -> key.contains(column));
		this.indexes.values().removeIf((key) -> key.contains(column));
	}

	boolean contains(Set<ColumnDraft> columns) {
		return Stream.concat(this.constraints.stream(), this.indexes.values().stream())
			.anyMatch((key) -> columns.equals(Set.copyOf(key)));
	}

	boolean containsDeferrable(Set<ColumnDraft> columns) {
		return this.deferrable.stream().anyMatch((key) -> columns.equals(Set.copyOf(key)));
	}

}
