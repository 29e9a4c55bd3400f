package io.github.versionedschema.chains.random;

import java.util.List;
import java.util.Random;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.ChainColumn.Role;
import io.github.versionedschema.chains.table.RandomTable;

/**
 * Generates operations that are valid for the columns that previous operations leave.
 */
public final class RandomChain {

	private final Random random;

	private final ChangingTable table;

	private final ColumnAdditions additions;

	private final ColumnChanges changes;

	private final ColumnRemovals removals;

	private final ConstraintAdditions constraints;

	private final ConstraintChanges constraintChanges;

	private final TypeOperations types;

	private final OtherOperations others;

	private final OtherTableOperations otherTables;

	private final GivenTable givenTable;

	/**
	 * Creates it.
	 * @param references the tables that its columns reference, in the columns' order
	 */
	RandomChain(Random random, RandomTable table, List<Integer> references) {
		this(random, new ChangingTable(random, table, references));
	}

	private RandomChain(Random random, ChangingTable table) {
		Picks picks = new Picks(random);
		this.random = random;
		this.table = table;
		this.additions = new ColumnAdditions(random, picks, table);
		this.changes = new ColumnChanges(random, picks, table);
		this.removals = new ColumnRemovals(random, picks, table);
		this.constraints = new ConstraintAdditions(random, picks, table);
		this.constraintChanges = new ConstraintChanges(random, picks, table);
		this.types = new TypeOperations(random, this.additions, table);
		this.others = new OtherOperations(random, table);
		this.otherTables = new OtherTableOperations(random, table);
		this.givenTable = new GivenTable(random, table);
	}

	/** Returns a chain without operations that starts from what this one leaves. */
	RandomChain next() {
		return new RandomChain(this.random, this.table.next());
	}

	/** Returns the chain of a seed; the same for the same seed. */
	public static Chain of(long seed) {
		Random random = new Random(seed * 7919);
		RandomTable table = RandomTable.of(random);
		RandomChain chain = new RandomChain(random, table, List.of());
		int count = 2 + random.nextInt(6);
		for (int tries = 0; tries < 40 && chain.operations().size() < count; tries++) {
			chain.addOperation(List.of(chain));
		}
		Migrations migrations = new Migrations(random);
		chain.operations().forEach(migrations::add);
		return chain.chain(seed, migrations.texts());
	}

	/** Returns the operations so far, in the given migrations. */
	Chain chain(long seed, List<String> migrations) {
		return this.table.chain(seed, migrations);
	}

	/** Returns the operations so far. */
	List<ChainOperation> operations() {
		return this.table.operations();
	}

	/**
	 * Adds one operation, or none if none is possible.
	 * @param family all tables
	 */
	void addOperation(List<RandomChain> family) {
		if (operations().isEmpty() && this.random.nextInt(6) == 0) {
			this.types.replace();
		}
		switch (this.random.nextInt(38)) {
			case 0, 1, 2 -> this.additions.addValue();
			case 3, 4, 5 -> this.additions.addDerived();
			case 6, 7, 8 -> this.changes.retype();
			case 9 -> this.changes.shift();
			case 10, 11 -> this.removals.drop();
			case 12, 13 -> this.changes.rename();
			case 14 -> this.constraints.addCheckOfColumn();
			case 15 -> this.constraints.addIndex();
			case 16, 17 -> this.constraints.addCheck();
			case 18 -> this.constraints.addUnique();
			case 19 -> this.constraints.addPrimaryKey();
			case 20 -> this.constraints.addForeignKey();
			case 21, 22 -> this.constraintChanges.drop();
			case 23 -> this.constraintChanges.rename();
			case 24 -> this.constraintChanges.dropIndex();
			case 25 -> this.types.create();
			case 26 -> this.types.addValue();
			case 27 -> this.types.drop();
			case 28 -> changeOtherObjects();
			case 29 -> this.additions.addIdentity();
			case 30, 31 -> readOtherTable(family);
			case 32, 33, 34 -> this.givenTable.read();
			case 35 -> this.others.dropTable();
			default -> changeTableOrKey();
		}
	}

	private void changeOtherObjects() {
		switch (this.random.nextInt(3)) {
			case 0 -> this.others.createTable();
			case 1 -> this.others.setReplicaIdentity();
			default -> this.others.runSql();
		}
	}

	private void readOtherTable(List<RandomChain> family) {
		if (family.size() == 1) {
			return;
		}
		List<ChainColumn> references = references();
		if (references.isEmpty() || this.random.nextInt(3) == 0) {
			int other = this.random.nextInt(family.size());
			this.otherTables.addReference(family.get(other).table, other);
		}
		else {
			int index = this.random.nextInt(references.size());
			this.otherTables.addLookUp(references.get(index), family.get(this.table.references().get(index)).table);
		}
	}

	private List<ChainColumn> references() {
		return this.table.columns().stream().filter((column) -> column.role() == Role.REFERENCE).toList();
	}

	private void changeTableOrKey() {
		List<ChainColumn> references = references();
		if (!references.isEmpty() && this.random.nextInt(3) > 0) {
			this.changes.renameOrWiden(references.get(this.random.nextInt(references.size())));
		}
		else if (this.random.nextInt(3) > 0) {
			this.changes.renameOrWiden(this.table.key());
		}
		else {
			this.table.rename();
		}
	}

}
