package io.github.versionedschema.plan.name;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.github.versionedschema.plan.rejection.Rejection;

/**
 * The names in the newer version of the constraints that a table had before the chain. A
 * constraint can get the name that another one gave up: all of them have their old names
 * until complete.
 */
public final class ConstraintNames {

	private final Map<String, String> names = new LinkedHashMap<>();

	/** The names that complete of the table gives to indexes of constraints. */
	private final Map<String, String> indexes = new LinkedHashMap<>();

	private final RelationNames relations;

	/**
	 * Creates names of which none is changed.
	 * @param relations the names of relations, which indexes share
	 */
	public ConstraintNames(RelationNames relations) {
		this.relations = relations;
	}

	/** Returns the new names, by the old ones. */
	public Map<String, String> renamed() {
		return Collections.unmodifiableMap(this.names);
	}

	/**
	 * Returns the names that complete of the table gives, by the old ones. Some get their
	 * final names when all tables are complete.
	 */
	public Map<String, String> afterContract() {
		Map<String, String> names = new LinkedHashMap<>(this.names);
		names.putAll(this.indexes);
		return names;
	}

	/** Returns the old name of the constraint that the newer version has by a name. */
	public Optional<String> original(String name) {
		return this.names.entrySet()
			.stream()
			.filter((renamed) -> renamed.getValue().equals(name))
			.map(Map.Entry::getKey)
			.findFirst()
			.or(() -> Optional.of(name).filter((same) -> !isRenamed(same)));
	}

	/** Returns whether the constraint of that old name has another one. */
	public boolean isRenamed(String original) {
		return this.names.containsKey(original);
	}

	/**
	 * Renames a constraint.
	 * @param indexed whether an index has the same name
	 * @throws Rejection if the index cannot have the name after complete
	 */
	public void rename(String original, String to, boolean indexed) {
		if (indexed) {
			renameIndex(original, to);
		}
		if (to.equals(original)) {
			this.names.remove(original);
		}
		else {
			this.names.put(original, to);
		}
	}

	private void renameIndex(String original, String to) {
		if (to.equals(original)) {
			this.relations.stays(original);
			forget(original);
		}
		else {
			String now = this.relations.takeForIndex(to);
			forget(original);
			this.relations.leaves(original);
			this.indexes.put(original, now);
		}
	}

	/** Forgets the new names of some constraints, which are given by their old names. */
	public void forget(Predicate<String> originals) {
		List.copyOf(this.names.keySet()).stream().filter(originals).forEach(this::forget);
	}

	/** Forgets the new name of a constraint. */
	public void forget(String original) {
		String name = this.names.remove(original);
		if (name != null && this.indexes.remove(original) != null) {
			this.relations.giveBack(name);
		}
	}

}
