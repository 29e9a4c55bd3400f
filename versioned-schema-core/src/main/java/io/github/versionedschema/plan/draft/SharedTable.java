package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.migration.ColumnDefinition;
import io.github.versionedschema.migration.Source;
import io.github.versionedschema.plan.draft.Derivation.Direction;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * A table that the old version uses too. What an operation asks for is recorded here;
 * nothing is decided about SQL.
 */
public final class SharedTable extends TableDraft {

	private final SchemaDraft schema;

	private final Table source;

	private final List<Derivation> derivations = new ArrayList<>();

	private final TableRules rules;

	private final List<Expression> generations = new ArrayList<>();

	private final Set<Source> origin = new LinkedHashSet<>();

	private boolean columnsChanged;

	SharedTable(SchemaDraft schema, Table source) {
		super(source.name(), source.name());
		this.schema = schema;
		this.source = source;
		this.rules = new TableRules(this);
		source.columns().forEach((column) -> add(new ColumnDraft(column)));
	}

	/** Returns the table of the catalogue. */
	public Table source() {
		return this.source;
	}

	/** Returns how values follow from each other, in the order of the operations. */
	public List<Derivation> derivations() {
		return Collections.unmodifiableList(this.derivations);
	}

	/** Returns what only the new version demands. */
	public List<Demand> demands() {
		return this.rules.demands();
	}

	/** Returns the indexes to build. */
	public List<NewIndex> newIndexes() {
		return this.rules.indexes();
	}

	/** Returns the names of indexes to drop. */
	public Set<String> droppedIndexes() {
		return this.rules.droppedIndexes();
	}

	/** Returns the expressions of new generated columns. */
	public List<Expression> generations() {
		return Collections.unmodifiableList(this.generations);
	}

	/** Returns the operations that touch the table, for people. */
	public List<String> origin() {
		return this.origin.stream().map(Source::toString).toList();
	}

	/** Returns the last operation that touches the table. */
	public Source lastSource() {
		return this.origin.stream().reduce((first, second) -> second).orElseThrow();
	}

	/**
	 * Returns whether the versions see different columns, defaults or rules, or another
	 * name.
	 */
	public boolean needsViews() {
		return name() != null && (this.columnsChanged || !this.source.name().equals(name()));
	}

	/** Returns whether the new version does not have the table. */
	public boolean isDropped() {
		return name() == null;
	}

	/**
	 * Gives each new column a name that is free in the table: its own where that is
	 * possible.
	 */
	public void assignPhysicalNames() {
		Set<String> taken = new LinkedHashSet<>();
		this.source.columns().forEach((column) -> taken.add(column.name()));
		for (ColumnDraft column : columns()) {
			if (column.isNewOnly()) {
				String wanted = column.requiredName();
				for (int number = 1; !taken.add(wanted); number++) {
					wanted = Identifier
						.truncatedWithHash("_vs_" + column.requiredName() + ((number > 1) ? "_" + number : ""));
				}
				column.physicalName(wanted);
			}
		}
	}

	void touch(Source operation) {
		this.origin.add(operation);
		this.schema.touch(this);
	}

	private void touchColumns(Source operation) {
		if (this.source.ofType() != null) {
			throw new Rejection(
					"Table %s gets its columns from type %s.".formatted(Names.shown(name()), this.source.ofType()),
					"Change the type, by the sql operation.");
		}
		touch(operation);
		this.columnsChanged = true;
	}

	@Override
	public void addColumn(ColumnDefinition definition, @Nullable String up, Source operation) {
		requireFree(definition.name());
		if (definition.pk()) {
			throw new Rejection("A column of a primary key cannot be added to a table that has rows.",
					"Add the column, then a unique constraint on it.");
		}
		boolean filled = up != null || definition.defaultValue() != null || definition.generated() != null
				|| SerialType.isSerial(definition.type());
		if (!definition.nullable() && !filled) {
			throw new Rejection("Column %s is NOT NULL and nothing says what existing rows hold."
				.formatted(Names.shown(definition.name())), "Give it \"up\", a \"default\", or \"nullable\": true.");
		}
		if (up != null && definition.generated() != null) {
			throw new Rejection("A generated column cannot have \"up\" as well.", "Leave one of them out.");
		}
		touchColumns(operation);
		ColumnDraft column = new ColumnDraft(definition, operation);
		if (this.source.isStoredElsewhere()) {
			column.filling().addedEmpty();
		}
		if (up != null) {
			this.derivations.add(new Derivation(Direction.UP, column, bind(up, "\"up\"", operation)));
			column.filling().derived();
		}
		if (definition.generated() != null && definition.generated().expression() != null) {
			this.generations.add(bind(definition.generated().expression(), "\"generated\"", operation));
		}
		if (column.filling().isSerial() || column.isIdentity()) {
			column.filling()
				.sequence(this.schema.relations().takeForSequence(requiredName() + "_" + definition.name() + "_seq"));
		}
		add(column);
		if (column.notNull() && column.filling().isInBatches()) {
			this.rules.addNotNull(column, operation);
		}
		Rejections rejections = new Rejections();
		rejections.attempt(definition.check(), (check) -> this.rules.addCheck(check, operation));
		if (definition.unique()) {
			String key = this.schema.relations().free(this.source.name() + "_" + definition.name() + "_key");
			rejections.attempt(() -> addIndex(TableRules.unique(key, column, operation)));
		}
		rejections.attempt(definition.references(),
				(references) -> this.schema.keys().add(this, List.of(column), references, operation));
		rejections.end();
	}

	@Override
	public void dropColumn(ColumnDraft column, @Nullable String down, Source operation) {
		Column physical = column.source();
		if (down == null && physical != null && physical.notNull() && !physical.fillsItself()) {
			throw new Rejection(
					"Column %s is NOT NULL without a default, and nothing says what the old version sees in new rows."
						.formatted(Names.shown(physical.name())),
					"Give \"down\": an SQL expression over the remaining columns.");
		}
		if (down != null && physical != null && physical.generation() != Column.Generation.NONE) {
			throw new Rejection("Column %s is generated: nobody can write it.".formatted(Names.shown(physical.name())),
					"Leave \"down\" out; its expression fills it in.");
		}
		touchColumns(operation);
		column.drop();
		if (down != null) {
			this.derivations.add(new Derivation(Direction.DOWN, column, bind(down, "\"down\"", operation)));
		}
		this.rules.forget(column);
		this.schema.keys().forget(column);
	}

	@Override
	public void renameColumn(ColumnDraft column, String to, Source operation) {
		requireFree(to);
		touchColumns(operation);
		column.rename(to);
	}

	@Override
	public void alterColumn(ColumnDraft column, ColumnChange change, Source operation) {
		if (Boolean.TRUE.equals(change.nullable()) && column.notNull() && change.down() == null) {
			throw new Rejection(
					"Column %s becomes nullable, and nothing says what the old version sees instead of null."
						.formatted(Names.shown(column.name())),
					"Give \"down\", for example coalesce(%s, …).".formatted(column));
		}
		touchColumns(operation);
		Rejections rejections = new Rejections();
		rejections.attempt(() -> requireNoOwnValues(column, change));
		ColumnDraft changed = change.changesValues() ? replace(column, change, operation) : column;
		changed.filling().changeDefault(change.defaultValue());
		changed.changeComment(change.comment());
		rejections.attempt(change.nullable(), (nullable) -> changeNullability(changed, nullable, operation));
		rejections.attempt(change.check(), (check) -> this.rules.addCheck(check, operation));
		rejections.attempt(change.unique(), (unique) -> addIndex(TableRules.unique(unique.name(), changed, operation)));
		rejections.attempt(change.references(),
				(references) -> this.schema.keys().add(this, List.of(changed), references, operation));
		rejections.end();
	}

	/** Refuses what a column cannot have whose values PostgreSQL makes by itself. */
	private static void requireNoOwnValues(ColumnDraft column, ColumnChange change) {
		boolean identity = column.isIdentity();
		if (!change.defaultValue().isAbsent() && !change.changesValues() && (identity || column.isGenerated())) {
			throw new Rejection(
					"Column %s is %s and cannot have a default.".formatted(Names.shown(column.name()),
							identity ? "an identity" : "generated"),
					identity ? "Give its \"type\" as well: the column then loses its identity." : null);
		}
		if (identity && change.type() != null && !SerialType.isInteger(change.type())
				&& change.defaultValue().isAbsent()) {
			throw new Rejection(
					"Column %s is an identity, which cannot be of type %s.".formatted(Names.shown(column.name()),
							change.type()),
					"Keep to smallint, integer or bigint, or give a \"default\": the column then loses its identity.");
		}
		if (identity && Boolean.TRUE.equals(change.nullable()) && change.defaultValue().isAbsent()) {
			throw new Rejection("Column %s is an identity and cannot be null.".formatted(Names.shown(column.name())),
					"Leave \"nullable\" out.");
		}
	}

	private void changeNullability(ColumnDraft column, boolean nullable, Source operation) {
		Column ancestor = column.ancestor();
		if (nullable && ancestor != null
				&& this.source.primaryKey().filter((key) -> key.columns().contains(ancestor.number())).isPresent()) {
			throw new Rejection(
					"Column %s is part of the primary key and cannot be null.".formatted(Names.shown(column.name())),
					"Leave \"nullable\" out.");
		}
		this.rules.changeNullability(column, nullable, operation);
	}

	private ColumnDraft replace(ColumnDraft column, ColumnChange change, Source operation) {
		String name = column.requiredName();
		String type = (change.type() != null) ? SerialType.plain(change.type()) : column.type();
		String identity = Identifier.quote(name);
		if (column.source() == null) {
			giveInitialValue(column, operation);
		}
		Expression up = (change.up() != null) ? bind(change.up(), "\"up\"", operation)
				: bind(identity, "\"up\" (the column itself, as none is given)", operation);
		ColumnDraft replacement = new ColumnDraft(column, type, operation);
		column.drop();
		add(replacement);
		Expression down = (change.down() != null) ? bind(change.down(), "\"down\"", operation)
				: bind(identity, "\"down\" (the column itself, as none is given)", operation);
		this.derivations.add(new Derivation(Direction.UP, replacement, up));
		this.derivations.add(new Derivation(Direction.DOWN, column, down));
		this.rules.move(column, replacement, operation);
		this.schema.keys().move(column, replacement);
		return replacement;
	}

	/**
	 * A column that the chain adds and changes again is only computed: it starts from its
	 * default, before anything that was derived from it.
	 */
	private void giveInitialValue(ColumnDraft column, Source operation) {
		if (column.filling().isSerial() || column.filling().generated() != null) {
			throw new Rejection(
					"Column %s is generated and changes again in the same chain.".formatted(Names.shown(column.name())),
					"Add it in its final shape.");
		}
		if (this.derivations.stream().noneMatch((derivation) -> derivation.target() == column)) {
			String initial = (column.filling().defaultSql() != null) ? column.filling().defaultSql() : "NULL";
			this.derivations.add(0, new Derivation(Direction.UP, column,
					new Expression(initial, List.of(), null, "\"default\"", operation)));
		}
	}

	void requireFreeConstraint(String name) {
		Names.requireUsable(name, "constraint");
		if (this.rules.hasConstraint(name) || this.schema.keys().has(this, name)) {
			throw new Rejection(
					"Table %s already has a constraint %s.".formatted(Names.shown(name()), Names.shown(name)),
					"Choose another name.");
		}
	}

	@Override
	public void addIndex(NewIndex index) {
		this.rules.addIndex(index, this.schema.relations());
		touch(index.source());
	}

	@Override
	public void dropIndex(String index, Source operation) {
		this.rules.dropIndex(index, this.schema.relations());
		touch(operation);
	}

	/** Records a change of the name, of which the versions see different ones. */
	void renamed(String to, Source operation) {
		touch(operation);
		rename(to);
	}

}
