package io.github.versionedschema.plan.draft;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.draft.rule.TableChange;
import io.github.versionedschema.plan.draft.rule.UniqueKeys;
import io.github.versionedschema.plan.name.KeyNames;
import io.github.versionedschema.plan.name.LateName;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.name.RelationNames;
import io.github.versionedschema.plan.rejection.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * The keys, checks, indexes and sequences of a table that the chain creates, with their
 * names until complete. Its foreign keys are in {@link ForeignKeyDrafts}.
 */
final class CreatedObjects {

	private final UniqueKeys keys = new UniqueKeys();

	private final Map<String, NewIndex> indexes = new HashMap<>();

	private final Map<String, List<ColumnDraft>> checks = new HashMap<>();

	private final Map<ColumnDraft, String> sequences = new HashMap<>();

	private @Nullable String primary;

	private final TableDraft table;

	private final ForeignKeyDrafts foreignKeys;

	private final RelationNames relations;

	private final KeyNames names;

	CreatedObjects(TableDraft table) {
		this.table = table;
		this.foreignKeys = table.schema().keys();
		this.relations = table.schema().relations();
		this.names = new KeyNames(this.relations);
	}

	/** Adds a unique constraint on a column, which PostgreSQL names. */
	void addUnique(ColumnDraft column) {
		this.keys.add(generated(LateName.Kind.INDEX, column.name(), "key"), List.of(column), false);
	}

	/** Adds the sequence of a column, which PostgreSQL names. */
	void addSequence(ColumnDraft column) {
		this.sequences.put(column, generated(LateName.Kind.SEQUENCE, column.name(), "seq"));
	}

	/** Adds a primary key, which PostgreSQL names. */
	void addPrimaryKey(List<ColumnDraft> columns) {
		this.primary = generated(LateName.Kind.INDEX, null, "pkey");
		this.keys.add(this.primary, columns, false);
	}

	/** Marks a key that was added as the primary key. */
	void primary(String waitingName) {
		this.primary = waitingName;
	}

	/** Returns the columns of the primary key; empty if there is none. */
	List<ColumnDraft> primaryKey() {
		return (this.primary != null) ? this.keys.columns(this.primary) : List.of();
	}

	private String generated(LateName.Kind kind, @Nullable String column, String label) {
		return this.names.generate(kind, this.table.physicalName(), this.table.requiredName(), column, label);
	}

	/**
	 * Adds a key.
	 * @param deferrable whether it is deferrable
	 * @return its name until complete
	 */
	String addKey(String key, List<ColumnDraft> columns, boolean deferrable) {
		String waitingName = this.names.take(key);
		this.keys.add(waitingName, columns, deferrable);
		return waitingName;
	}

	/** Adds an exclusion constraint, and returns its name until complete. */
	String addExclusion(String name) {
		return this.names.take(name);
	}

	/**
	 * Adds a check.
	 * @param columns the columns that it reads
	 */
	void addCheck(String check, List<ColumnDraft> columns) {
		this.checks.put(check, columns);
	}

	/** Adds an index, and returns it with its name until complete. */
	NewIndex add(NewIndex index) {
		NewIndex named = index.waitingName(this.relations.takeForIndex(index.name()));
		this.indexes.put(index.name(), named);
		this.keys.add(named);
		return named;
	}

	UniqueKeys keys() {
		return this.keys;
	}

	/** Returns the objects that PostgreSQL names after the table's temporary name. */
	List<LateName> lateNames() {
		return this.names.late();
	}

	/** Returns whether an index finds rows by these columns. */
	boolean isIndexed(Set<ColumnDraft> columns) {
		return this.keys.startWith(columns) || this.indexes.values().stream().anyMatch((index) -> index.finds(columns));
	}

	boolean hasIndex(String index) {
		return this.indexes.containsKey(index);
	}

	/**
	 * Returns the name until complete of an index.
	 * @param index the name of the index or of the key that it belongs to
	 * @throws Rejection if the table has no such index
	 */
	String index(String index) {
		NewIndex created = this.indexes.get(index);
		String waitingName = (created != null) ? created.waitingName() : this.names.waitingName(index);
		if (waitingName == null) {
			throw new Rejection(
					"Table %s has no index %s.".formatted(Names.shown(this.table.name()), Names.shown(index)),
					Names.suggestion(index, Stream.concat(this.indexes.keySet().stream(), this.names.all()).toList()));
		}
		return waitingName;
	}

	/**
	 * Returns the name until complete of a key or an exclusion constraint, or null if the
	 * table has no such constraint.
	 */
	@Nullable String key(String constraint) {
		return this.names.waitingName(constraint);
	}

	/** Returns whether a unique constraint is on this column alone. */
	boolean hasUnique(String constraint, ColumnDraft column) {
		String waitingName = key(constraint);
		return waitingName != null && this.keys.isOver(waitingName, Set.of(column));
	}

	/** Returns whether the table has a constraint of that name, foreign keys included. */
	boolean hasConstraint(String name) {
		return this.checks.containsKey(name) || key(name) != null || this.foreignKeys.has(this.table, name);
	}

	/**
	 * Renames a constraint other than a foreign key.
	 * @return the change of the names until complete
	 */
	TableChange.RenameConstraint renameConstraint(String from, String to) {
		String before = key(from);
		if (before == null) {
			this.checks.put(to, Objects.requireNonNullElse(this.checks.remove(from), List.of()));
			return new TableChange.RenameConstraint(from, to);
		}
		String now = this.names.take(to);
		this.names.giveBack(before);
		this.keys.rename(before, now);
		if (before.equals(this.primary)) {
			this.primary = now;
		}
		return new TableChange.RenameConstraint(before, now);
	}

	/**
	 * Drops a constraint other than a foreign key.
	 * @return its columns
	 * @throws Rejection if the table has no such constraint
	 */
	List<ColumnDraft> dropConstraint(String constraint) {
		String waitingName = key(constraint);
		List<ColumnDraft> columns = (waitingName != null) ? this.keys.columns(waitingName)
				: this.checks.remove(constraint);
		if (columns == null) {
			throw new Rejection(
					"Table %s has no constraint %s.".formatted(Names.shown(this.table.name()), Names.shown(constraint)),
					Names.suggestion(constraint, constraints()));
		}
		if (waitingName != null) {
			dropKey(waitingName);
		}
		return columns;
	}

	private List<String> constraints() {
		return Stream.of(this.checks.keySet().stream(), this.names.all(), this.foreignKeys.names(this.table))
			.flatMap(Function.identity())
			.toList();
	}

	/** Drops an index, and returns it. */
	NewIndex dropIndex(String index) {
		NewIndex dropped = Objects.requireNonNull(this.indexes.get(index));
		drop(dropped);
		return dropped;
	}

	/** Drops what PostgreSQL drops together with a column. */
	void drop(ColumnDraft column) {
		this.keys.with(column).forEach(this::dropKey);
		this.indexes.values().stream().filter((index) -> index.columns().contains(column)).toList().forEach(this::drop);
		this.checks.values().removeIf((columns) -> columns.contains(column));
		Optional.ofNullable(this.sequences.remove(column)).ifPresent(this.names::giveBack);
	}

	/** Gives up the names of all objects. */
	void dropAll() {
		this.names.giveBack();
		List.copyOf(this.indexes.values()).forEach(this::drop);
	}

	private void dropKey(String waitingName) {
		this.keys.remove(waitingName);
		this.names.giveBack(waitingName);
	}

	private void drop(NewIndex index) {
		this.indexes.remove(index.name());
		this.keys.remove(index.waitingName());
		this.relations.giveBack(index.name());
	}

}
