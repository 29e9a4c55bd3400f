package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.name.GeneratedName;
import io.github.versionedschema.plan.name.LateName;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.text.SerialType;
import org.jspecify.annotations.Nullable;

/**
 * A table that the chain creates. Only the newer version uses it, so later operations on
 * it are carried out one by one.
 */
public final class CreatedTable extends TableDraft {

	private final SchemaDraft schema;

	private final UniqueKeys keys = new UniqueKeys();

	private final Map<String, String> indexes = new HashMap<>();

	private final List<GeneratedName> generatedNames = new ArrayList<>();

	private final String createdAs;

	CreatedTable(SchemaDraft schema, String name, String physicalName, Source operation) {
		super(name, physicalName, operation);
		this.schema = schema;
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

	/** Adds a column without recording a change. */
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

	/** Returns the name of the base schema. */
	public String schemaName() {
		return this.schema.catalogue().schema();
	}

	/** Records a change under the names that the table has now. */
	void record(TableChange change, Source source) {
		this.schema.script(new ScriptItem.NewTable(this, requiredName(), physicalName(), change, source));
	}

	@Override
	public void addColumn(ColumnDefinition definition, @Nullable String up, Source source) {
		requireFree(definition.name());
		record(new TableChange.AddColumn(definition, (up != null) ? bind(up, "\"up\"", source) : null), source);
		ColumnDraft column = take(definition, source);
		if (definition.pk()) {
			takeKey(List.of(column));
		}
		if (definition.references() != null) {
			this.schema.keys().add(this, List.of(column), definition.references(), source);
		}
	}

	@Override
	public void dropColumn(ColumnDraft column, @Nullable String down, Source source) {
		record(new TableChange.DropColumn(column.requiredName()), source);
		column.drop(source);
		this.keys.forget(column);
		this.schema.keys().forget(column);
	}

	@Override
	void renameColumn(ColumnDraft column, String to, Source source) {
		requireFree(to);
		record(new TableChange.RenameColumn(column.requiredName(), to), source);
		column.rename(to, source);
		column.physicalName(to);
	}

	@Override
	public void alterColumn(ColumnDraft column, ColumnChange change, Source source) {
		TableChange.NewValues values = change.convertsValues() ? newValues(column, change, source) : null;
		if (values != null || change.changesDefinition()) {
			record(new TableChange.AlterColumn(column.requiredName(), change, values), source);
		}
		if (values != null) {
			column.type(values.type());
		}
		column.filling().changeDefault(change.defaultValue(), source);
		if (change.nullable() != null) {
			column.notNull(!change.nullable());
		}
		if (change.unique() != null) {
			this.keys.add(List.of(column));
		}
		if (change.references() != null) {
			this.schema.keys().add(this, List.of(column), change.references(), source);
		}
	}

	private TableChange.NewValues newValues(ColumnDraft column, ColumnChange change, Source source) {
		String type = (change.type() != null) ? SerialType.plain(change.type()) : column.type();
		Expression up = (change.up() != null) ? bind(change.up(), "\"up\"", source)
				: bindColumn(column.requiredName(), "\"up\"", source);
		return new TableChange.NewValues(type, up, column.filling().defaultSql());
	}

	@Override
	public void renameConstraint(String from, String to, Source source) {
		Names.requireUsable(to, "constraint");
		record(new TableChange.RenameConstraint(from, to), source);
	}

	@Override
	public void addIndex(NewIndex index) {
		Names.requireUsable(index.name(), "index");
		String meanwhile = this.schema.relations().takeForIndex(index.name());
		this.indexes.put(index.name(), meanwhile);
		this.keys.add(index);
		record(new TableChange.CreateIndex(index.meanwhile(meanwhile)), index.source());
	}

	@Override
	public void dropIndex(String index, Source source) {
		String meanwhile = Objects.requireNonNull(this.indexes.remove(index));
		this.keys.dropIndex(index);
		this.schema.relations().giveBack(index);
		record(new TableChange.DropIndex(index, meanwhile), source);
		this.schema.keys().requireKeys(this);
	}

	/**
	 * Renames the table: at once if the name is free in the base schema, otherwise at
	 * complete.
	 */
	void renamed(String to, Source source) {
		if (this.schema.isFreePhysically(to)) {
			record(new TableChange.Rename(to), source);
			physicalName(to);
		}
		rename(to, source);
	}

	/** Drops the table again. */
	void dropped(Source source) {
		record(new TableChange.Drop(), source);
	}

}
