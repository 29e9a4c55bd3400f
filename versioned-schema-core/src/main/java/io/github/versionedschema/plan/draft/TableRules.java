package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.IndexField;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.name.RelationNames;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;

/**
 * The constraints and indexes that a chain adds to or drops from a table. If their
 * columns are replaced or dropped, they are moved or dropped too.
 */
final class TableRules {

	private final SharedTable table;

	private final List<Demand> demands = new ArrayList<>();

	private final List<NewIndex> indexes = new ArrayList<>();

	private final Map<String, Source> droppedIndexes = new LinkedHashMap<>();

	private final Map<String, String> renamedConstraints = new LinkedHashMap<>();

	private final LateChecks lateChecks;

	TableRules(SharedTable table) {
		this.table = table;
		this.lateChecks = new LateChecks(table);
	}

	List<Demand> demands() {
		return Collections.unmodifiableList(this.demands);
	}

	List<NewIndex> indexes() {
		return Collections.unmodifiableList(this.indexes);
	}

	/** Returns the indexes to drop, with the operations that drop them. */
	Map<String, Source> droppedIndexes() {
		return Collections.unmodifiableMap(this.droppedIndexes);
	}

	Map<String, String> renamedConstraints() {
		return Collections.unmodifiableMap(this.renamedConstraints);
	}

	/** A constraint keeps its name in the database until complete. */
	void renameConstraint(String from, String to, RelationNames names) {
		String original = originalName(from);
		Optional<Constraint> constraint = this.table.source().constraint(original);
		if (constraint.isEmpty() && this.lateChecks.of(original).isEmpty()) {
			throw missing(from);
		}
		this.table.requireFreeConstraint(to);
		if (constraint.filter((key) -> key.type() != Constraint.Type.FOREIGN_KEY && key.index() != null).isPresent()) {
			names.takeForConstraint(to);
		}
		this.renamedConstraints.put(original, to);
	}

	private String originalName(String name) {
		if (this.renamedConstraints.containsKey(name)) {
			throw missing(name);
		}
		return this.renamedConstraints.entrySet()
			.stream()
			.filter((renamed) -> renamed.getValue().equals(name))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(name);
	}

	private Rejection missing(String constraint) {
		if (hasConstraint(constraint) && !this.renamedConstraints.containsKey(constraint)) {
			return new Rejection("Constraint %s of table %s is added in the same chain."
				.formatted(Names.shown(constraint), Names.shown(this.table.name())), "Give it its name there.");
		}
		return new Rejection(
				"Table %s has no constraint %s.".formatted(Names.shown(this.table.name()), Names.shown(constraint)),
				Names.suggestion(constraint,
						Stream
							.concat(this.table.source().constraints().stream().map(Constraint::name),
									this.lateChecks.names())
							.toList()));
	}

	void addNotNull(ColumnDraft column, Source operation) {
		this.demands.add(Demand.notNull(notNullName(column), column, operation));
	}

	void addCheck(CheckDefinition check, Source operation) {
		this.table.requireFreeConstraint(check.name());
		this.demands.add(Demand.check(check.name(), this.table.bind(check.constraint(), "\"check\"", operation),
				check.noInherit(), operation));
	}

	void addIndex(NewIndex index, RelationNames names) {
		Names.requireUsable(index.name(), "index");
		if (index.constraint()) {
			this.table.requireFreeConstraint(index.name());
		}
		String meanwhile = index.constraint() ? names.takeForConstraint(index.name())
				: names.takeForIndex(index.name());
		this.indexes.add(index.meanwhile(meanwhile));
	}

	/** Returns the index of a unique constraint on one column. */
	static NewIndex unique(String name, ColumnDraft column, Source operation) {
		IndexField field = new IndexField(column.requiredName(), null, null, null, null);
		return new NewIndex(name, true, true, null, List.of(new NewIndex.Key(column, field)), null, null, operation);
	}

	void dropIndex(String name, RelationNames names, Source operation) {
		this.table.source().index(name).map(Index::constraint).ifPresent((constraint) -> {
			throw new Rejection("Index %s belongs to constraint %s of table %s.".formatted(Names.shown(name),
					Names.shown(constraint), Names.shown(this.table.name())), "Drop the constraint.");
		});
		if (this.indexes.removeIf((index) -> index.name().equals(name))) {
			names.giveBack(name);
		}
		else {
			this.droppedIndexes.put(name, operation);
			names.leaves(name);
		}
	}

	void forget(ColumnDraft column) {
		Column ancestor = column.ancestor();
		if (ancestor != null) {
			this.renamedConstraints.keySet().removeIf((name) -> mentions(name, ancestor.number()));
		}
		this.lateChecks.forget(column);
		this.demands.removeIf((demand) -> demand.columns().contains(column));
		this.indexes.removeIf((index) -> index.keys().stream().anyMatch((key) -> key.column() == column));
	}

	private boolean mentions(String constraint, int column) {
		return this.table.source().constraint(constraint).filter((key) -> key.columns().contains(column)).isPresent()
				|| this.lateChecks.of(constraint).filter((check) -> check.mentions(List.of(column))).isPresent();
	}

	void changeNullability(ColumnDraft column, boolean nullable, Source operation) {
		this.demands.removeIf((demand) -> demand.column() == column);
		boolean already = column.source() != null && column.source().notNull();
		if (!nullable && !already) {
			addNotNull(column, operation);
		}
		column.notNull(!nullable);
	}

	/** The constraints of a column also apply to its replacement. */
	void move(ColumnDraft column, ColumnDraft replacement, Source operation) {
		this.demands.addAll(this.lateChecks.take(column, operation));
		this.demands.replaceAll((demand) -> demand.moved(column, replacement, operation));
		this.indexes.replaceAll((index) -> index.moved(column, replacement));
		if (replacement.notNull() && this.demands.stream().noneMatch((demand) -> demand.column() == replacement)) {
			addNotNull(replacement, operation);
		}
	}

	boolean hasConstraint(String name) {
		return this.table.source().constraint(name).isPresent() || this.lateChecks.of(name).isPresent()
				|| this.renamedConstraints.containsValue(name)
				|| this.demands.stream().anyMatch((demand) -> demand.name().equals(name))
				|| this.indexes.stream().anyMatch((index) -> index.constraint() && index.name().equals(name));
	}

	/**
	 * Differs from the name that PostgreSQL 18 gives the NOT NULL constraint, which
	 * replaces this check. The column may have had another name when the constraint was
	 * requested.
	 */
	private String notNullName(ColumnDraft column) {
		String wanted = "_vs_" + this.table.source().name() + "_" + column.requiredName() + "_not_null";
		String name = Identifier.truncatedWithHash(wanted);
		for (int number = 2; hasConstraint(name); number++) {
			name = Identifier.truncatedWithHash(wanted + "_" + number);
		}
		return name;
	}

}
