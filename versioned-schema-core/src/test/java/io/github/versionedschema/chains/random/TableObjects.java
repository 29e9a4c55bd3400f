package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.ChainConstraint;
import io.github.versionedschema.chains.table.Kind;
import io.github.versionedschema.chains.table.OwnType;
import io.github.versionedschema.chains.table.RandomTable;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a table besides its columns: constraints, indexes, types, and further
 * tables.
 */
final class TableObjects {

	private final Random random;

	private final String suffix;

	private final List<ChainConstraint> constraints;

	private final List<OwnType> types;

	/** All types that there were. */
	private final List<Kind> kinds = new ArrayList<>();

	/** Names of types that this version creates or changes. */
	private final Set<String> changed = new HashSet<>();

	private final List<String> tables;

	/** Tables that this version reads. */
	private final Set<String> kept = new HashSet<>();

	private final List<String> freed;

	private int number;

	private TableObjects(Random random, String suffix, List<ChainConstraint> constraints, List<OwnType> types,
			List<String> tables, List<String> freed, int number) {
		this.random = random;
		this.suffix = suffix;
		this.constraints = new ArrayList<>(constraints);
		this.types = new ArrayList<>(types);
		this.tables = new ArrayList<>(tables);
		this.freed = new ArrayList<>(freed);
		this.number = number;
		types.forEach((type) -> this.kinds.add(type.kind()));
	}

	/**
	 * Returns the objects of a table of the first version.
	 * @param suffix with what their names end
	 */
	static TableObjects of(Random random, RandomTable table, String suffix) {
		return new TableObjects(random, suffix, table.constraints(), table.types(), List.of(table.beside()), List.of(),
				0);
	}

	TableObjects copy() {
		TableObjects copy = new TableObjects(this.random, this.suffix, this.constraints, this.types, this.tables,
				this.freed, this.number);
		copy.kinds.addAll(this.kinds);
		return copy;
	}

	/** Returns a name that no object has, and usually none had. */
	String name(String kind) {
		return "%s_%s%d".formatted(kind, this.suffix.isEmpty() ? "" : this.suffix + "_", ++this.number);
	}

	/** Returns the name of a constraint, at times of one that was dropped. */
	String constraintName() {
		return (!this.freed.isEmpty() && this.random.nextBoolean()) ? this.freed.remove(0) : name("rule");
	}

	/** Returns a constraint or index that fulfils the condition, or null. */
	@Nullable ChainConstraint constraint(Predicate<ChainConstraint> which) {
		return any(this.constraints.stream().filter(which).toList());
	}

	boolean has(ChainConstraint.Type kind) {
		return this.constraints.stream().anyMatch((constraint) -> constraint.kind() == kind);
	}

	void add(ChainConstraint constraint) {
		this.constraints.add(constraint);
	}

	void drop(ChainConstraint constraint) {
		this.constraints.remove(constraint);
		this.freed.add(constraint.name());
	}

	void replace(ChainConstraint from, ChainConstraint to) {
		this.constraints.set(this.constraints.indexOf(from), to);
	}

	/** Records that a column has another identity, or was dropped. */
	void replace(ChainColumn from, @Nullable ChainColumn to) {
		List<ChainConstraint> left = this.constraints.stream()
			.map((constraint) -> constraint.after(from.identity(), (to != null) ? to.identity() : null))
			.filter(Objects::nonNull)
			.toList();
		this.constraints.clear();
		this.constraints.addAll(left);
	}

	/** Returns a type of the version before that fulfils the condition, or null. */
	@Nullable OwnType type(Predicate<OwnType> which) {
		return any(this.types.stream().filter((type) -> !this.changed.contains(type.name())).filter(which).toList());
	}

	void add(OwnType type) {
		this.types.add(type);
		this.kinds.add(type.kind());
		this.changed.add(type.name());
	}

	void replace(OwnType from, OwnType to) {
		this.types.set(this.types.indexOf(from), to);
		this.changed.add(to.name());
	}

	void drop(OwnType type) {
		this.types.remove(type);
	}

	/** Returns all types that there were. */
	List<Kind> kinds() {
		return this.kinds;
	}

	/** Returns a further table that may be dropped, or null. */
	@Nullable String table() {
		return any(this.tables.stream().filter((name) -> !this.kept.contains(name)).toList());
	}

	boolean hasTable(String name) {
		return this.tables.contains(name);
	}

	/** Records that this version reads a table. */
	void keepTable(String name) {
		this.kept.add(name);
	}

	void addTable(String name) {
		this.tables.add(name);
	}

	void dropTable(String name) {
		this.tables.remove(name);
	}

	private <T> @Nullable T any(List<T> from) {
		return from.isEmpty() ? null : from.get(this.random.nextInt(from.size()));
	}

}
