package io.github.versionedschema.plan.check.lint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * An object that clients may use, at one moment of a transaction.
 *
 * @param kind what it is, as messages name it
 * @param key what identifies it for clients: the name by which they find it. Objects that
 * are parts of a table belong to the table itself, whatever its name
 * @param parents the keys of the objects with which it disappears, or whose change says
 * enough about it
 * @param shown its kind and name for messages
 * @param aspects what clients notice of it, by the names of its aspects
 * @param definedBy the stored definition, if the server prints it with the names of other
 * objects, which may change; null otherwise
 * @param rights what roles may do with it
 */
public record ObjectState(String kind, String key, List<String> parents, String shown,
		Map<String, @Nullable String> aspects, @Nullable String definedBy, List<String> rights) {

	private static final Set<String> ACTING = Set.of("trigger", "rule", "policy");

	public ObjectState {
		parents = List.copyOf(parents);
		aspects = (aspects != null) ? Collections.unmodifiableMap(new HashMap<>(aspects)) : Map.of();
		rights = (rights != null) ? List.copyOf(rights) : List.of();
	}

	boolean isTable() {
		return this.kind.equals("table");
	}

	/** Returns whether it is a column. Rules of its table say whether it is gone. */
	boolean isColumn() {
		return this.kind.equals("column");
	}

	/** Returns whether statements about its parent run it, or are restricted by it. */
	boolean actsOnParent() {
		return ACTING.contains(this.kind);
	}

	/**
	 * Returns what clients notice of a change, in words; empty if they notice nothing.
	 */
	List<String> changes(ObjectState now) {
		Set<String> changed = new TreeSet<>(this.aspects.keySet());
		changed.removeIf((aspect) -> Objects.equals(this.aspects.get(aspect), now.aspects.get(aspect)));
		if (this.definedBy != null && this.definedBy.equals(now.definedBy)) {
			changed.remove("definition");
		}
		List<String> changes = new ArrayList<>(changed);
		this.rights.stream()
			.filter((right) -> !now.rights.contains(right))
			.map("without "::concat)
			.forEach(changes::add);
		return changes;
	}

}
