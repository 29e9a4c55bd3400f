package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.type.TypeDrafts;
import io.github.versionedschema.plan.name.LateName;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.name.RelationNames;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Catalogue;

/**
 * The model of a base schema that a chain of migrations changes. Operations change the
 * draft one after the other, and each sees the changes of earlier ones.
 */
public final class SchemaDraft {

	private final Catalogue catalogue;

	private final String newSchema;

	private final SchemaTables tables;

	private final List<ScriptItem> script = new ArrayList<>();

	private final ForeignKeyDrafts foreignKeys = new ForeignKeyDrafts(this);

	private final RelationNames relations;

	private final TypeDrafts types;

	private final Set<SharedTable> touched = new HashSet<>();

	private final List<Finding> notes = new ArrayList<>();

	/**
	 * Creates a draft of the existing schema.
	 * @param catalogue the base schema
	 * @param newSchema the name of the newer version's schema
	 */
	public SchemaDraft(Catalogue catalogue, String newSchema) {
		this.catalogue = catalogue;
		this.newSchema = newSchema;
		this.tables = new SchemaTables(catalogue);
		this.relations = new RelationNames(catalogue);
		this.types = new TypeDrafts(catalogue);
		catalogue.tables().forEach((table) -> this.tables.add(new SharedTable(this, table)));
	}

	/** Returns the catalogue before the chain. */
	public Catalogue catalogue() {
		return this.catalogue;
	}

	/** Returns the name of the newer version's schema. */
	public String newSchema() {
		return this.newSchema;
	}

	/** Returns all tables, including tables that the newer version does not have. */
	public List<TableDraft> tables() {
		return this.tables.all();
	}

	/**
	 * Returns the tables of the older version that the chain changes, in the order of
	 * their first change.
	 */
	public List<SharedTable> touchedTables() {
		return this.script.stream()
			.filter((item) -> item instanceof ScriptItem.Touch)
			.map((item) -> ((ScriptItem.Touch) item).table())
			.toList();
	}

	/** Returns the tables that the chain creates and the newer version has. */
	public List<CreatedTable> createdTables() {
		return this.tables.created();
	}

	/** Returns the tables that the chain changes or creates. */
	public List<TableDraft> changedTables() {
		return Stream.concat(touchedTables().stream(), createdTables().stream()).toList();
	}

	/** Returns the script items, in the order of the operations. */
	public List<ScriptItem> script() {
		return Collections.unmodifiableList(this.script);
	}

	/** Returns the types. */
	public TypeDrafts types() {
		return this.types;
	}

	/** Returns the foreign keys to add. */
	public List<NewForeignKey> foreignKeys() {
		return this.foreignKeys.all();
	}

	/**
	 * Returns the table with this name in the newer version.
	 * @throws Rejection if there is none, or if it cannot be changed
	 */
	public TableDraft table(String name) {
		return this.tables.changeable(name);
	}

	/**
	 * Returns the table with this name in the newer version. A table that the chain has
	 * renamed or dropped has its name in the older version, even if the chain gives the
	 * name to a table that it creates.
	 * @throws Rejection if there is none, or if it cannot be changed
	 */
	TableDraft asOlder(String name) {
		if (tables().stream().noneMatch((table) -> table instanceof SharedTable && name.equals(table.name()))) {
			for (TableDraft table : tables()) {
				if (table instanceof SharedTable shared && shared.source().name().equals(name)) {
					return shared;
				}
			}
		}
		return table(name);
	}

	/**
	 * Returns the table with this name in the newer version, even if it cannot be
	 * changed.
	 */
	TableDraft find(String name) {
		return this.tables.find(name);
	}

	/** Returns the index's table. */
	public TableDraft tableOfIndex(String index) {
		return this.tables.ofIndex(index);
	}

	/** Adds a table that the chain creates. */
	void create(CreatedTable table) {
		this.tables.add(table);
		this.relations.add(table.requiredName());
	}

	/** Marks the name of a table that the chain cannot create. */
	void miss(String table) {
		this.tables.miss(table);
	}

	/** Adds a script item. */
	public void script(ScriptItem item) {
		this.script.add(item);
	}

	/** Returns notes about operations that ask for what is already there. */
	public List<Finding> notes() {
		return Collections.unmodifiableList(this.notes);
	}

	/** Adds a note about an operation. */
	public void note(String message, Source operation) {
		this.notes.add(new Finding(Finding.Severity.NOTE, operation, message, null));
	}

	void touch(SharedTable table) {
		if (this.touched.add(table)) {
			this.script.add(new ScriptItem.Touch(table));
		}
	}

	/**
	 * Renames a table.
	 * @param from its name
	 * @param to its new name
	 * @param source the operation
	 */
	public void rename(String from, String to, Source source) {
		try {
			TableDraft table = table(from);
			if (from.equals(to)) {
				note("Table %s already has this name: nothing is changed there.".formatted(Names.shown(from)), source);
			}
			else {
				rename(table, to, source);
			}
		}
		catch (Rejection ex) {
			this.tables.notRenamed(from, to);
			throw ex;
		}
	}

	private void rename(TableDraft table, String to, Source source) {
		requireFreeTable(to);
		if (table instanceof SharedTable shared) {
			shared.renamed(to, source);
		}
		else {
			((CreatedTable) table).renamed(to, source);
		}
	}

	/**
	 * Drops a table.
	 * @param table the table
	 * @param source the operation
	 */
	public void drop(TableDraft table, Source source) {
		if (table instanceof SharedTable shared) {
			shared.touch(source);
			shared.rules().forget(this.relations);
			this.relations.giveBack(shared.requiredName());
			this.relations.leaves(shared.source());
		}
		else {
			((CreatedTable) table).dropped(source);
		}
		table.drop(source);
		this.foreignKeys.forget(table);
	}

	/**
	 * Refuses a table name that is already used in the newer version or by another object
	 * in the schema.
	 */
	void requireFreeTable(String name) {
		Names.requireUsable(name, "table");
		boolean taken = this.tables.isTaken(name) || this.catalogue.types().contains(name) || this.types.isCreated(name)
				|| this.relations.isIndexOfCatalogue(name) || this.relations.isAdded(name);
		if (taken && this.tables.isLeft(name)) {
			throw Rejection.consequence();
		}
		if (taken) {
			throw new Rejection("Schema %s already has a table, view, sequence, index or type %s."
				.formatted(Names.shown(this.catalogue.schema()), Names.shown(name)), "Choose another name.");
		}
	}

	/** Returns the names of relations. */
	RelationNames relations() {
		return this.relations;
	}

	/** Returns the name until complete of the copy of an index, which is reserved. */
	public String nameOfCopy(String index) {
		return this.relations.nameOfCopy(index);
	}

	/** Returns the objects that get their names at complete. */
	public List<LateName> lateNames() {
		List<LateName> names = new ArrayList<>(this.relations.late());
		createdTables().forEach((table) -> names.addAll(table.objects().lateNames()));
		return names;
	}

	/**
	 * Returns the name until complete of a table that the chain creates, which is another
	 * one if an existing or new object has the name until then.
	 */
	String physicalName(String name) {
		boolean free = !this.relations.isOfCatalogue(name) && !this.tables.isTakenPhysically(name);
		return free ? name : this.relations.takeForTable(name);
	}

	/** Returns the foreign keys of the chain. */
	ForeignKeyDrafts keys() {
		return this.foreignKeys;
	}

}
