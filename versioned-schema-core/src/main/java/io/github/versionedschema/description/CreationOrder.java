package io.github.versionedschema.description;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;

import io.github.versionedschema.description.DatabaseObject.Key;

/**
 * Puts objects in an order in which each follows those that it depends on: by kind and
 * name where the dependencies allow it, so that the same schema has the same order in
 * every database.
 */
final class CreationOrder {

	private static final Comparator<DatabaseObject> BY_KIND = Comparator.comparing(DatabaseObject::kind)
		.thenComparing(DatabaseObject::name);

	private final Map<Key, Key> owners;

	private final Map<Key, DatabaseObject> objects = new HashMap<>();

	private final Map<Key, Set<Key>> needed = new HashMap<>();

	private final Map<Key, Set<Key>> dependants = new HashMap<>();

	/**
	 * Creates an order.
	 * @param owners the objects with whose statements others are created
	 */
	CreationOrder(Map<Key, Key> owners) {
		this.owners = owners;
	}

	/** Adds an object. */
	void add(DatabaseObject object) {
		this.objects.put(object.key(), object);
	}

	/**
	 * Adds a dependency between any two objects of the catalogue.
	 * @param from what depends
	 * @param to what it depends on
	 */
	void depend(Key from, Key to) {
		DatabaseObject dependant = this.objects.get(owner(from));
		DatabaseObject other = this.objects.get(owner(to));
		if (dependant == null || other == null || dependant == other) {
			return;
		}
		if (dependant.kind() == ObjectKind.SEQUENCE && other.kind() == ObjectKind.TABLE) {
			// The table's statements make it the owner.
			order(other, dependant);
		}
		else {
			order(dependant, other);
		}
	}

	private void order(DatabaseObject later, DatabaseObject earlier) {
		if (this.needed.computeIfAbsent(later.key(), (key) -> new HashSet<>()).add(earlier.key())) {
			this.dependants.computeIfAbsent(earlier.key(), (key) -> new LinkedHashSet<>()).add(later.key());
		}
	}

	private Key owner(Key key) {
		Key found = key;
		Set<Key> seen = new HashSet<>();
		while (seen.add(found)) {
			found = this.owners.getOrDefault(found, found);
		}
		return found;
	}

	/**
	 * Returns the objects in order. Those that depend on each other in a circle, and what
	 * depends on them, are missing.
	 */
	List<DatabaseObject> sorted() {
		Map<Key, Integer> missing = new HashMap<>();
		PriorityQueue<DatabaseObject> ready = new PriorityQueue<>(BY_KIND);
		this.objects.forEach((key, object) -> {
			int count = this.needed.getOrDefault(key, Set.of()).size();
			missing.put(key, count);
			if (count == 0) {
				ready.add(object);
			}
		});
		List<DatabaseObject> sorted = new ArrayList<>();
		while (!ready.isEmpty()) {
			DatabaseObject next = ready.remove();
			sorted.add(next);
			for (Key dependant : this.dependants.getOrDefault(next.key(), Set.of())) {
				int left = missing.getOrDefault(dependant, 0) - 1;
				missing.put(dependant, left);
				if (left == 0) {
					ready.add(Objects.requireNonNull(this.objects.get(dependant)));
				}
			}
		}
		return sorted;
	}

}
