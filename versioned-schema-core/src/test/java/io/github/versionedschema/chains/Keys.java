package io.github.versionedschema.chains;

import java.util.Random;

/**
 * The keys of the rows that one writer owns: every so many, beginning with one of its
 * own.
 *
 * @param owner which of the writers, counted from zero
 * @param owners how many writers there are
 * @param rows how many rows the table begins with
 */
record Keys(int owner, int owners, int rows) {

	/** More than any key that is not moved. */
	private static final int MOVED = 10_000;

	/** Returns all keys of a table. */
	static Keys all(int rows) {
		return new Keys(0, 1, rows);
	}

	/** Returns one that the table may have. */
	int existing(Random random) {
		return get(random.nextInt(this.rows / this.owners));
	}

	/** Returns one by its number. */
	int get(int number) {
		return 1 + this.owner + number * this.owners;
	}

	boolean contains(long key) {
		return (key - 1 - this.owner) % this.owners == 0;
	}

	/** Returns a condition that holds for every third of them. */
	String some(String key) {
		return "%s %% %d = %d".formatted(key, 3 * this.owners, 1 + this.owner);
	}

	/** Returns how far a key moves that changes. */
	int distance(int number) {
		return MOVED * this.owners * number;
	}

	/** Returns what a key was before it moved. */
	Long before(Long key) {
		return key % (MOVED * this.owners);
	}

}
