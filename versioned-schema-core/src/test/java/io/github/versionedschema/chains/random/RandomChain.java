package io.github.versionedschema.chains.random;

import java.util.List;
import java.util.Random;

import io.github.versionedschema.chains.random.ChainColumn.Role;

/**
 * Generates operations that are valid for the columns that previous operations leave.
 */
public final class RandomChain {

	private final Random random;

	private final ChangingTable table;

	private final ColumnAdditions additions;

	private final ColumnChanges changes;

	private final ColumnRemovals removals;

	private final RuleAdditions rules;

	RandomChain(Random random, RandomTable table) {
		this(random, new ChangingTable(random, table));
	}

	private RandomChain(Random random, ChangingTable table) {
		Picks picks = new Picks(random);
		this.random = random;
		this.table = table;
		this.additions = new ColumnAdditions(random, picks, table);
		this.changes = new ColumnChanges(random, picks, table);
		this.removals = new ColumnRemovals(random, picks, table);
		this.rules = new RuleAdditions(random, picks, table);
	}

	/** Returns a chain without operations that starts from what this one leaves. */
	RandomChain next() {
		return new RandomChain(this.random, this.table.next());
	}

	/** Returns the chain of a seed; the same for the same seed. */
	public static Chain of(long seed) {
		Random random = new Random(seed * 7919);
		RandomTable table = RandomTable.of(random);
		RandomChain chain = new RandomChain(random, table);
		int count = 2 + random.nextInt(6);
		for (int tries = 0; tries < 40 && chain.operations().size() < count; tries++) {
			chain.addOperation();
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

	/** Adds one operation, or none if none is possible. */
	void addOperation() {
		switch (this.random.nextInt(16)) {
			case 0, 1, 2 -> this.additions.addValue();
			case 3, 4, 5 -> this.additions.addDerived();
			case 6, 7, 8 -> this.changes.retype();
			case 9 -> this.changes.shift();
			case 10, 11 -> this.removals.drop();
			case 12, 13 -> this.changes.rename();
			case 14 -> this.rules.add();
			default -> changeTableOrKey();
		}
	}

	private void changeTableOrKey() {
		List<ChainColumn> references = this.table.columns()
			.stream()
			.filter((column) -> column.role() == Role.REFERENCE)
			.toList();
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
