package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.versionedschema.chains.table.RandomTable;

/**
 * Generates tables that reference each other and themselves, and operations on all of
 * them.
 */
public final class RandomFamily {

	private static final List<String> ACTIONS = List.of("on update cascade on delete cascade",
			"on update cascade on delete set null", "on update set null on delete cascade",
			"on update set null on delete set null");

	private final Random random;

	private final List<RandomTable> tables = new ArrayList<>();

	private final List<List<Integer>> references = new ArrayList<>();

	private RandomFamily(Random random, int tables) {
		this.random = random;
		for (int number = tables - 1 + random.nextInt(3); number >= 0; number--) {
			addTable();
		}
	}

	private void addTable() {
		RandomTable table = RandomTable.of(this.random, this.tables.size() + 1);
		List<Integer> references = new ArrayList<>();
		if (!this.tables.isEmpty() && this.random.nextInt(5) > 0) {
			int target = this.random.nextInt(this.tables.size());
			references.add(target);
			table = table.referringTo(this.tables.get(target), action());
		}
		if (!table.partitioned() && this.random.nextInt(4) == 0) {
			references.add(this.tables.size());
			table = table.referringTo(table, action());
		}
		this.tables.add(table);
		this.references.add(references);
	}

	private String action() {
		return ACTIONS.get(this.random.nextInt(ACTIONS.size()));
	}

	/** Returns the family of a seed; the same for the same seed. */
	public static Family of(long seed) {
		return edges(seed, 2).propose((random) -> 3 + random.nextInt(8));
	}

	/**
	 * Returns the changes of several versions.
	 * @param tables the least number of tables
	 */
	public static RandomEdges edges(long seed, int tables) {
		Random random = new Random(seed * 104_729);
		RandomFamily family = new RandomFamily(random, tables);
		return new RandomEdges(seed, random, family.tables, family.references);
	}

}
