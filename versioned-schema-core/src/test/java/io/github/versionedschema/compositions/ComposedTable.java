package io.github.versionedschema.compositions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The table as previous operations leave it, and picks of what they left.
 */
final class ComposedTable {

	private static final List<String> NAMES = List.of("a", "b", "c", "g");

	/** The column of each check and key, by the constraint's name. */
	final Map<String, String> constraints = new LinkedHashMap<>();

	/** The column of each index, by its name. */
	final Map<String, String> indexes = new LinkedHashMap<>();

	private final List<ComposedColumn> columns = new ArrayList<>();

	private final Set<String> taken = new HashSet<>();

	private final Random random;

	ComposedTable(Random random) {
		this.random = random;
	}

	void add(ComposedColumn column) {
		this.columns.add(column);
	}

	void set(ComposedColumn column, ComposedColumn to) {
		this.columns.set(this.columns.indexOf(column), to);
	}

	/** Returns a column that fulfils the condition, or one without a name. */
	ComposedColumn pick(Predicate<ComposedColumn> which) {
		List<ComposedColumn> candidates = this.columns.stream().filter(which).toList();
		return candidates.isEmpty() ? new ComposedColumn("", "", false, false, null)
				: candidates.get(this.random.nextInt(candidates.size()));
	}

	/** Returns a column that no generated column reads. */
	ComposedColumn changeable() {
		return pick((column) -> !column.isGenerated() && !isRead(column));
	}

	/** Returns a column that can be dropped. */
	ComposedColumn removable() {
		return pick((column) -> !isRead(column));
	}

	private boolean isRead(ComposedColumn column) {
		return this.columns.stream().anyMatch((other) -> column.name().equals(other.base()));
	}

	/** Returns a name that no column has, at times that of a former one, or nothing. */
	String freeName() {
		List<String> free = NAMES.stream()
			.filter((name) -> this.columns.stream().noneMatch((column) -> column.name().equals(name)))
			.toList();
		return free.isEmpty() ? "" : free.get(this.random.nextInt(free.size()));
	}

	/** Returns a name for a constraint or index, which may be that of a dropped one. */
	String ruleName(String kind) {
		for (int number = 1;; number++) {
			String name = kind + number;
			if (this.taken.add(name)) {
				return name;
			}
		}
	}

	void giveBack(String rule) {
		this.taken.remove(rule);
	}

	void rename(ComposedColumn column, String to) {
		String from = column.name();
		set(column, column.named(to));
		this.columns.replaceAll((other) -> from.equals(other.base()) ? other.over(to) : other);
		this.constraints.replaceAll((name, of) -> of.equals(from) ? to : of);
		this.indexes.replaceAll((name, of) -> of.equals(from) ? to : of);
	}

	void drop(ComposedColumn column) {
		this.columns.remove(column);
		forget(this.constraints, column.name());
		forget(this.indexes, column.name());
	}

	private void forget(Map<String, String> objects, String column) {
		objects.entrySet().removeIf((object) -> {
			boolean of = object.getValue().equals(column);
			if (of) {
				this.taken.remove(object.getKey());
			}
			return of;
		});
	}

}
