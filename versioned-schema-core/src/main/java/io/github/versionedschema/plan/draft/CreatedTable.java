package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.versionedschema.migration.CheckDefinition;
import io.github.versionedschema.migration.ColumnDefinition;
import io.github.versionedschema.migration.ConstraintDefinition;
import io.github.versionedschema.migration.ConstraintType;
import io.github.versionedschema.migration.ForeignKeyReference;
import io.github.versionedschema.migration.Source;
import io.github.versionedschema.migration.TableForeignKeyReference;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A table that the chain makes. Only the new version uses it, so that further operations
 * on it are plain DDL, in order.
 */
public final class CreatedTable extends TableDraft {

	private final SchemaDraft schema;

	private final Map<String, List<ColumnDraft>> keys = new HashMap<>();

	private final Map<String, String> indexes = new HashMap<>();

	private final List<GeneratedName> generatedNames = new ArrayList<>();

	private final String schemaName;

	private final String createdAs;

	private CreatedTable(SchemaDraft schema, String name, String physicalName) {
		super(name, physicalName);
		this.schema = schema;
		this.schemaName = schema.catalogue().schema();
		this.createdAs = physicalName;
	}

	/**
	 * Makes a table.
	 * @param schema the draft that it becomes part of
	 * @param name its name
	 * @param columns its columns
	 * @param comment its comment, or null
	 * @param constraints its constraints
	 * @param source the operation
	 * @return the table
	 */
	public static CreatedTable create(SchemaDraft schema, String name, List<ColumnDefinition> columns,
			@Nullable String comment, List<ConstraintDefinition> constraints, Source source) {
		Rejections rejections = new Rejections();
		boolean free = rejections.attempt(() -> schema.requireFreeTable(name));
		String physical = schema.isFreePhysically(name) ? name : Identifier.truncatedWithHash("_vs_" + name);
		CreatedTable table = new CreatedTable(schema, name, physical);
		List<ColumnDefinition> usable = columns.stream()
			.filter((column) -> rejections.attempt(() -> table.take(column, source)))
			.toList();
		List<ConstraintDefinition> usableConstraints = constraints.stream()
			.filter((constraint) -> rejections.attempt(() -> table.take(constraint, usable)))
			.toList();
		table.takeKey(usable);
		if (free) {
			schema.create(table);
			schema.script(new ScriptItem.Ddl(table, "create table " + name,
					table.statements(usable, usableConstraints, comment), table.ddl().trial(usable, usableConstraints),
					source));
		}
		table.addForeignKeys(usable, usableConstraints, rejections, source);
		rejections.end();
		return table;
	}

	private void take(ColumnDefinition definition, Source source) {
		requireFree(definition.name());
		if (definition.check() != null) {
			Names.requireUsable(definition.check().name(), "constraint");
		}
		ColumnDraft column = new ColumnDraft(definition, source);
		add(column);
		if (definition.unique()) {
			this.keys.put(definition.name(), List.of(column));
		}
		generatesNames(definition);
	}

	private void take(ConstraintDefinition constraint, List<ColumnDefinition> columns) {
		Names.requireUsable(constraint.name(), "constraint");
		List<ColumnDraft> members = constraint.columns().stream().map(this::column).toList();
		switch (constraint.type()) {
			case PRIMARY_KEY -> {
				if (columns.stream().anyMatch(ColumnDefinition::pk)) {
					throw new Rejection("The table has a primary key by \"pk\" and another by a constraint.",
							"Keep one of them.");
				}
				this.keys.put("constraint " + constraint.name(), members);
			}
			case UNIQUE -> this.keys.put("constraint " + constraint.name(), members);
			case FOREIGN_KEY -> {
				if (constraint.references() == null) {
					throw new Rejection(
							"Foreign key %s does not say what it references.".formatted(Names.shown(constraint.name())),
							"Give \"references\".");
				}
			}
			case CHECK, EXCLUDE -> ddl().constraint(constraint);
		}
	}

	private void takeKey(List<ColumnDefinition> columns) {
		List<ColumnDefinition> key = columns.stream().filter(ColumnDefinition::pk).toList();
		this.keys.put("", key.stream().map((column) -> column(column.name())).toList());
		if (!key.isEmpty()) {
			generates(LateName.Kind.INDEX, null, "pkey");
		}
	}

	private List<String> statements(List<ColumnDefinition> columns, List<ConstraintDefinition> constraints,
			@Nullable String comment) {
		List<String> statements = new ArrayList<>();
		statements.add(ddl().create(columns, constraints));
		for (ColumnDefinition column : columns) {
			if (column.comment() != null) {
				statements.add(ddl().comment(column.name(), column.comment()));
			}
		}
		if (comment != null) {
			statements.add(ddl().comment(comment));
		}
		return statements;
	}

	private void addForeignKeys(List<ColumnDefinition> columns, List<ConstraintDefinition> constraints,
			Rejections rejections, Source source) {
		for (ConstraintDefinition constraint : constraints) {
			TableForeignKeyReference references = constraint.references();
			if (constraint.type() == ConstraintType.FOREIGN_KEY && references != null) {
				rejections.attempt(() -> this.schema.keys()
					.add(constraint.name(), this, constraint.columns().stream().map(this::column).toList(), references,
							constraint.deferrable(), constraint.initiallyDeferred(), source));
			}
		}
		for (ColumnDefinition definition : columns) {
			ForeignKeyReference references = definition.references();
			if (references != null) {
				rejections.attempt(
						() -> this.schema.keys().add(this, List.of(column(definition.name())), references, source));
			}
		}
	}

	private void generatesNames(ColumnDefinition column) {
		if (column.unique()) {
			generates(LateName.Kind.INDEX, column.name(), "key");
		}
		if (SerialType.isSerial(column.type())
				|| (column.generated() != null && column.generated().identity() != null)) {
			generates(LateName.Kind.SEQUENCE, column.name(), "seq");
		}
	}

	private void generates(LateName.Kind kind, @Nullable String column, String label) {
		if (!physicalName().equals(requiredName())) {
			this.generatedNames.add(new GeneratedName(kind, physicalName(), requiredName(), column, label));
		}
	}

	/** Returns what PostgreSQL named after the name that the table has meanwhile. */
	List<LateName> lateNames() {
		return this.generatedNames.stream().map((name) -> name.late(this.schema.relations())).toList();
	}

	boolean isKey(Set<ColumnDraft> columns) {
		return this.keys.values().stream().anyMatch((key) -> columns.equals(Set.copyOf(key)));
	}

	boolean hasIndex(String index) {
		return this.indexes.containsKey(index);
	}

	/** Returns the name under which the table is made. */
	public String createdAs() {
		return this.createdAs;
	}

	private TableDdl ddl() {
		return new TableDdl(this.schemaName, physicalName(), requiredName());
	}

	private void script(String title, List<String> statements, Source source) {
		this.schema.script(new ScriptItem.Ddl(this, title + " of new table " + name(), statements, null, source));
	}

	@Override
	public void addColumn(ColumnDefinition definition, @Nullable String up, Source source) {
		requireFree(definition.name());
		List<String> statements = new ArrayList<>(
				ddl().addColumn(definition, (up != null) ? bind(up, "\"up\"", source) : null));
		ColumnDraft column = new ColumnDraft(definition, source);
		add(column);
		if (definition.comment() != null) {
			statements.add(ddl().comment(definition.name(), definition.comment()));
		}
		generatesNames(definition);
		if (definition.unique()) {
			this.keys.put("column " + definition.name(), List.of(column));
		}
		script("add column " + definition.name(), statements, source);
		if (definition.references() != null) {
			this.schema.keys().add(this, List.of(column), definition.references(), source);
		}
	}

	@Override
	public void dropColumn(ColumnDraft column, @Nullable String down, Source source) {
		script("drop column " + column, List.of(ddl().dropColumn(column.requiredName())), source);
		column.drop();
		this.keys.values().removeIf((key) -> key.contains(column));
		this.schema.keys().forget(column);
	}

	@Override
	public void renameColumn(ColumnDraft column, String to, Source source) {
		requireFree(to);
		script("rename column " + column, List.of(ddl().renameColumn(column.requiredName(), to)), source);
		column.rename(to);
		column.physicalName(to);
	}

	@Override
	public void alterColumn(ColumnDraft column, ColumnChange change, Source source) {
		String name = column.requiredName();
		List<String> statements = new ArrayList<>();
		if (change.type() != null || change.up() != null) {
			String type = (change.type() != null) ? SerialType.plain(change.type()) : column.type();
			String up = (change.up() != null) ? change.up() : Identifier.quote(name);
			statements.add(ddl().changeType(column, type, bind(up, "\"up\"", source)));
			column.type(type);
		}
		if (!change.defaultValue().isAbsent()) {
			statements.add(ddl().changeDefault(name, change.defaultValue().text()));
			column.filling().changeDefault(change.defaultValue());
		}
		if (change.nullable() != null) {
			statements.add(ddl().changeNullability(name, change.nullable()));
			column.notNull(!change.nullable());
		}
		if (!change.comment().isAbsent()) {
			statements.add(ddl().comment(name, change.comment().text()));
		}
		CheckDefinition check = change.check();
		if (check != null) {
			statements.add(ddl().addCheck(check));
		}
		if (change.unique() != null) {
			statements.add(ddl().addUnique(change.unique().name(), name));
			this.keys.put("constraint " + change.unique().name(), List.of(column));
		}
		if (!statements.isEmpty()) {
			script("alter column " + column, statements, source);
		}
		if (change.references() != null) {
			this.schema.keys().add(this, List.of(column), change.references(), source);
		}
	}

	@Override
	public void addIndex(NewIndex index) {
		Names.requireUsable(index.name(), "index");
		String meanwhile = this.schema.relations().takeForIndex(index.name());
		this.indexes.put(index.name(), meanwhile);
		if (index.unique() && index.predicate() == null) {
			this.keys.put("index " + index.name(), index.keys().stream().map(NewIndex.Key::column).toList());
		}
		script("create index " + index.name(), List
			.of(IndexSql.create(index, this.schemaName, physicalName(), meanwhile, false, ColumnDraft::requiredName)),
				index.source());
	}

	@Override
	public void dropIndex(String index, Source source) {
		String meanwhile = Objects.requireNonNull(this.indexes.remove(index));
		this.keys.remove("index " + index);
		this.schema.relations().giveBack(index);
		script("drop index " + index, List.of("DROP INDEX " + Identifier.qualified(this.schemaName, meanwhile)),
				source);
	}

	/**
	 * Takes another name: at once where it is free in the base schema, else at complete.
	 */
	void renamed(String to, Source source) {
		if (this.schema.isFreePhysically(to)) {
			script("rename to " + to, List.of(ddl().rename(to)), source);
			physicalName(to);
		}
		rename(to);
	}

	/** Disappears again. */
	void dropped(Source source) {
		script("drop", List.of(ddl().drop()), source);
	}

}
