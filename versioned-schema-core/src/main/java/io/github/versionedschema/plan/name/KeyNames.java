package io.github.versionedschema.plan.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The names of the keys and sequences of a table that a chain creates. If the older
 * version needs a name, the object has another one until complete.
 */
public final class KeyNames {

	private final RelationNames relations;

	private final Map<String, String> names = new HashMap<>();

	private final List<GeneratedName> generated = new ArrayList<>();

	public KeyNames(RelationNames relations) {
		this.relations = relations;
	}

	/**
	 * Reserves the name of a key, whose index has the same name.
	 * @return the name of both until complete
	 */
	public String take(String key) {
		String waitingName = this.relations.takeForIndex(key);
		this.names.put(key, waitingName);
		return waitingName;
	}

	/**
	 * Reserves a name that PostgreSQL generates.
	 * @param physicalTable the table's name in the database at that point
	 * @param table the table's name in the newer version at that point
	 * @param column the column, or null for none
	 * @param label the suffix of the name
	 * @return the name that PostgreSQL generates
	 */
	public String generate(LateName.Kind kind, String physicalTable, String table, @Nullable String column,
			String label) {
		GeneratedName name = GeneratedName.take(kind, physicalTable, table, column, label, this.relations);
		if (physicalTable.equals(table)) {
			this.names.put(name.waitingName(), name.waitingName());
		}
		else {
			this.generated.add(name);
			this.relations.add(name);
		}
		return name.waitingName();
	}

	/**
	 * Returns the name until complete of a key.
	 * @param key its name in the newer version
	 * @return the name, or null if the table has no such key
	 */
	public @Nullable String waitingName(String key) {
		String known = this.names.get(key);
		return (known != null) ? known
				: this.generated.stream()
					.filter((name) -> this.relations.late(name).to().equals(key))
					.map(GeneratedName::waitingName)
					.findFirst()
					.orElse(null);
	}

	/** Returns the names in the newer version of all keys and sequences. */
	public Stream<String> all() {
		return Stream.concat(this.names.keySet().stream(), late().stream().map(LateName::to));
	}

	/**
	 * Gives up the name of an object, if the table has it.
	 * @param waitingName the object's name until complete
	 */
	public void giveBack(String waitingName) {
		this.names.entrySet().removeIf((name) -> {
			boolean same = name.getValue().equals(waitingName);
			if (same) {
				this.relations.giveBack(name.getKey());
			}
			return same;
		});
		this.generated.removeIf((name) -> {
			boolean same = name.waitingName().equals(waitingName);
			if (same) {
				this.relations.forget(name);
			}
			return same;
		});
		this.relations.giveBack(waitingName);
	}

	/** Gives up all names. */
	public void giveBack() {
		List.copyOf(this.names.values()).forEach(this::giveBack);
		this.generated.stream().map(GeneratedName::waitingName).toList().forEach(this::giveBack);
	}

	/** Returns the objects that PostgreSQL names after the table's temporary name. */
	public List<LateName> late() {
		return this.generated.stream().map((name) -> this.relations.late(name)).toList();
	}

}
