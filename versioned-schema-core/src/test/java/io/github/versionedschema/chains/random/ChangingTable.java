package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.RandomTable;
import io.github.versionedschema.chains.table.Side;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A table that operations change, one after the other.
 */
final class ChangingTable {

	private final RandomTable given;

	private final boolean odd;

	private final String suffix;

	private final List<ChainColumn> columns;

	private final Set<Integer> initial;

	private final ColumnNames names;

	private final TableObjects objects;

	private final List<Integer> references;

	private final int before;

	private final List<ChainOperation> operations = new ArrayList<>();

	private String name;

	private int identities;

	/**
	 * Creates it.
	 * @param references the tables that its columns reference, in the columns' order
	 */
	ChangingTable(Random random, RandomTable given, List<Integer> references) {
		this.given = given;
		this.name = given.name();
		this.odd = !given.name().startsWith("t");
		this.suffix = given.suffix();
		this.names = new ColumnNames(random, this.odd);
		this.objects = TableObjects.of(random, given, this.suffix);
		this.references = new ArrayList<>(references);
		this.before = 0;
		this.identities = 100;
		this.columns = new ArrayList<>(given.columns());
		this.initial = ChainColumn.identities(given.columns());
	}

	private ChangingTable(ChangingTable before) {
		this.given = before.given.as(new Side(before.name, before.columns));
		this.name = before.name;
		this.odd = before.odd;
		this.suffix = before.suffix;
		this.names = before.names.copy();
		this.objects = before.objects.copy();
		this.references = new ArrayList<>(before.references);
		this.before = before.number();
		this.identities = before.identities;
		this.columns = new ArrayList<>(before.columns);
		this.initial = ChainColumn.identities(this.given.columns());
	}

	/** Returns this table without operations, as the operations so far leave it. */
	ChangingTable next() {
		return new ChangingTable(this);
	}

	/** Returns the operations so far, in the given migrations. */
	Chain chain(long seed, List<String> migrations) {
		return new Chain(seed, this.given, this.operations, migrations, this.name, this.columns, this.references,
				this.objects.kinds());
	}

	/** Returns what belongs to the table besides its columns. */
	TableObjects objects() {
		return this.objects;
	}

	/** Returns the tables that its columns reference, in the columns' order. */
	List<Integer> references() {
		return this.references;
	}

	/** Returns the column with an identity, or null. */
	@Nullable ChainColumn column(int identity) {
		return new Side(this.name, this.columns).find(identity);
	}

	String name() {
		return this.name;
	}

	/** Returns with what the names of its objects end. */
	String suffix() {
		return this.suffix;
	}

	/** Returns the table's name in SQL. */
	String quoted() {
		return Identifier.quote(this.name);
	}

	/** Returns the table in the version before. */
	RandomTable given() {
		return this.given;
	}

	List<ChainOperation> operations() {
		return List.copyOf(this.operations);
	}

	/** Returns the number of operations, with those of earlier versions. */
	int number() {
		return this.before + this.operations.size();
	}

	void add(ChainOperation operation) {
		this.operations.add(operation);
	}

	/** Returns the table's name in YAML. */
	String yaml() {
		return Yaml.quoted(this.name);
	}

	/** Renames the table, at times to a name that it had before; or does nothing. */
	void rename() {
		String to = (this.odd ? "Renamed To" : "renamed") + this.suffix;
		if (this.given.name().equals(to)) {
			to = (this.odd ? "Odd \"Table" : "t") + this.suffix;
		}
		if (!this.name.equals(to)) {
			add(ChainOperation.ofNoValues("- rename_table: {from: %s, to: %s}\n".formatted(yaml(), Yaml.quoted(to))));
			this.name = to;
		}
	}

	List<ChainColumn> columns() {
		return List.copyOf(this.columns);
	}

	ChainColumn key() {
		return new Side(this.name, this.columns).key();
	}

	/** Returns whether the older version has the column. */
	boolean isInitial(ChainColumn column) {
		return this.initial.contains(column.identity());
	}

	int newIdentity() {
		return ++this.identities;
	}

	String newName() {
		return this.names.next(this.columns, number());
	}

	void add(ChainColumn column) {
		this.columns.add(column);
	}

	void replace(ChainColumn from, ChainColumn to) {
		this.columns.set(this.columns.indexOf(from), to);
		this.objects.replace(from, to);
		if (!from.name().equals(to.name())) {
			this.names.free(from.name());
		}
	}

	void remove(ChainColumn column) {
		this.columns.remove(column);
		this.objects.replace(column, null);
		this.names.free(column.name());
	}

}
