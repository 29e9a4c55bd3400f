package io.github.versionedschema.chains.table;

import java.util.Random;

/**
 * Keys of the rows that one writer owns: every n-th key for n writers, each starting at a
 * different key.
 *
 * @param owner number of the writer, from zero
 * @param owners how many writers there are
 * @param rows initial number of rows
 */
public record Keys(int owner, int owners, int rows) {

	/** Greater than any key that was not moved. */
	private static final int MOVED = 10_000;

	/** Returns all keys of a table. */
	public static Keys all(int rows) {
		return new Keys(0, 1, rows);
	}

	/** Returns a key that the table may contain. */
	int existing(Random random) {
		return get(random.nextInt(this.rows / this.owners));
	}

	/** Returns a key by its number. */
	public int get(int number) {
		return 1 + this.owner + number * this.owners;
	}

	/** Returns the number of the writer that owns a key. */
	public static int owner(long key, int owners) {
		return (int) ((key - 1) % owners);
	}

	/** Returns a condition that is true for every third key. */
	String some(String key) {
		return "%s %% %d = %d".formatted(key, 3 * this.owners, 1 + this.owner);
	}

	/** Returns the distance by which a key moves. */
	int distance(int number) {
		return MOVED * this.owners * number;
	}

	/** Returns the key before it moved. */
	public Long before(Long key) {
		return key % (MOVED * this.owners);
	}

}
