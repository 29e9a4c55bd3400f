package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.name.GeneratedName;
import io.github.versionedschema.plan.name.LateName;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.text.SerialType;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A table that the chain creates. Only the new version uses it, so later operations on it
 * are plain DDL, in order.
 */
public final class CreatedTable extends TableDraft {

	private final SchemaDraft schema;

	private final UniqueKeys keys = new UniqueKeys();

	private final Map<String, String> indexes = new HashMap<>();

	private final List<GeneratedName> generatedNames = new ArrayList<>();

	private final String schemaName;

	private final String createdAs;

	CreatedTable(SchemaDraft schema, String name, String physicalName, Source operation) {
		super(name, physicalName, operation);
		this.schema = schema;
		this.schemaName = schema.catalogue().schema();
		this.createdAs = physicalName;
	}

	/**
	 * Creates a table.
	 * @param schema the draft to add it to
	 * @param name the table's name
	 * @param columns the table's columns
	 * @param comment its comment, or null
	 * @param constraints its constraints
	 * @param source the operation
	 * @return the table
	 */
	public static CreatedTable create(SchemaDraft schema, String name, List<ColumnDefinition> columns,
			@Nullable String comment, List<ConstraintDefinition> constraints, Source source) {
		return new TableCreation(schema, name, source).create(columns, comment, constraints);
	}

	/** Adds a column whose DDL the caller writes. */
	ColumnDraft take(ColumnDefinition definition, Source source) {
		ColumnDraft column = new ColumnDraft(definition, source);
		add(column);
		if (definition.unique()) {
			this.keys.add(List.of(column));
			generates(LateName.Kind.INDEX, column.name(), "key");
		}
		if (column.filling().isSerial() || column.filling().isIdentity()) {
			generates(LateName.Kind.SEQUENCE, column.name(), "seq");
		}
		return column;
	}

	/** Adds a primary key. */
	void takeKey(List<ColumnDraft> columns) {
		this.keys.add(columns);
		generates(LateName.Kind.INDEX, null, "pkey");
	}

	/** Records that PostgreSQL generates a name for an object of the table. */
	private void generates(LateName.Kind kind, @Nullable String column, String label) {
		if (!physicalName().equals(requiredName())) {
			this.generatedNames
				.add(GeneratedName.take(kind, physicalName(), requiredName(), column, label, this.schema.relations()));
		}
	}

	/** Returns the objects that PostgreSQL names after the table's temporary name. */
	List<LateName> lateNames() {
		return this.generatedNames.stream().map((name) -> name.late(this.schema.relations())).toList();
	}

	/** Returns its unique keys. */
	UniqueKeys keys() {
		return this.keys;
	}

	boolean hasIndex(String index) {
		return this.indexes.containsKey(index);
	}

	/** Returns the name under which the table is created. */
	public String createdAs() {
		return this.createdAs;
	}

	TableDdl ddl() {
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
		ColumnDraft column = take(definition, source);
		if (definition.pk()) {
			takeKey(List.of(column));
		}
		if (definition.comment() != null) {
			statements.add(ddl().comment(definition.name(), definition.comment()));
		}
		script("add column " + definition.name(), statements, source);
		if (definition.references() != null) {
			this.schema.keys().add(this, List.of(column), definition.references(), source);
		}
	}

	@Override
	public void dropColumn(ColumnDraft column, @Nullable String down, Source source) {
		script("drop column " + column, List.of(ddl().dropColumn(column.requiredName())), source);
		column.drop(source);
		this.keys.forget(column);
		this.schema.keys().forget(column);
	}

	@Override
	void renameColumn(ColumnDraft column, String to, Source source) {
		requireFree(to);
		script("rename column " + column, List.of(ddl().renameColumn(column.requiredName(), to)), source);
		column.rename(to, source);
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
			column.filling().changeDefault(change.defaultValue(), source);
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
			this.keys.add(List.of(column));
		}
		if (!statements.isEmpty()) {
			script("alter column " + column, statements, source);
		}
		if (change.references() != null) {
			this.schema.keys().add(this, List.of(column), change.references(), source);
		}
	}

	@Override
	public void renameConstraint(String from, String to, Source source) {
		Names.requireUsable(to, "constraint");
		script("rename constraint " + from, List.of(ddl().renameConstraint(from, to)), source);
	}

	@Override
	public void addIndex(NewIndex index) {
		Names.requireUsable(index.name(), "index");
		String meanwhile = this.schema.relations().takeForIndex(index.name());
		this.indexes.put(index.name(), meanwhile);
		this.keys.add(index);
		script("create index " + index.name(), List
			.of(IndexSql.create(index, this.schemaName, physicalName(), meanwhile, false, ColumnDraft::requiredName)),
				index.source());
	}

	@Override
	public void dropIndex(String index, Source source) {
		String meanwhile = Objects.requireNonNull(this.indexes.remove(index));
		this.keys.dropIndex(index);
		this.schema.relations().giveBack(index);
		script("drop index " + index, List.of("DROP INDEX " + Identifier.qualified(this.schemaName, meanwhile)),
				source);
	}

	/**
	 * Renames the table: at once if the name is free in the base schema, otherwise at
	 * complete.
	 */
	void renamed(String to, Source source) {
		if (this.schema.isFreePhysically(to)) {
			script("rename to " + to, List.of(ddl().rename(to)), source);
			physicalName(to);
		}
		rename(to, source);
	}

	/** Drops the table again. */
	void dropped(Source source) {
		script("drop", List.of(ddl().drop()), source);
	}

}
