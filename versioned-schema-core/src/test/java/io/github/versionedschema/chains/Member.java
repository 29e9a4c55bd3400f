package io.github.versionedschema.chains;

import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.versionedschema.chains.Comparison.Rows;
import io.github.versionedschema.chains.random.Chain;
import io.github.versionedschema.chains.random.Family;
import io.github.versionedschema.chains.table.Keys;
import io.github.versionedschema.chains.table.RandomTable;
import io.github.versionedschema.chains.table.RandomWrites;

/**
 * One table of a family during a run, with the writes of both versions.
 *
 * @param chain its chain
 * @param oldWrites writes of the older version
 * @param newWrites writes of the newer version
 * @param comparison of the rows in both versions
 * @param sessions sessions that read the tables
 * @param number the number of the older version
 */
record Member(Chain chain, RandomWrites oldWrites, RandomWrites newWrites, Comparison comparison, Sessions sessions,
		int number) {

	private static final Keys KEYS = Keys.all(RandomTable.ROWS);

	static Member of(Family family, int index, Random random, Sessions sessions) {
		Chain chain = family.chains().get(index);
		RandomWrites writes = new RandomWrites(random, chain.older(), chain.table().upserts(), KEYS, 20,
				family.targets(index, Chain::older));
		return after(writes, family, index, 1, 200, random, sessions);
	}

	/**
	 * Returns a table between two versions.
	 * @param writes the writes of the older version
	 * @param number the number of the older version
	 * @param last the number of the last key that the newer version does not use
	 */
	static Member after(RandomWrites writes, Family family, int index, int number, int last, Random random,
			Sessions sessions) {
		Chain chain = family.chains().get(index);
		RandomWrites newWrites = new RandomWrites(random, chain.newer(), chain.table().upserts(), KEYS, last,
				family.targets(index, Chain::newer));
		return new Member(chain, writes, newWrites, new Comparison(chain, number, KEYS, sessions.simulating()),
				sessions, number);
	}

	Map<Long, Map<Integer, String>> older() {
		return this.chain.older().rows(this.sessions.version(this.number));
	}

	Map<Long, Map<Integer, String>> newer() {
		return this.chain.newer().rows(this.sessions.version(this.number + 1));
	}

	/** Returns what the older version would see without the newer version. */
	Map<Long, Map<Integer, String>> twin() {
		return this.chain.older().rows(this.sessions.twin(this.number));
	}

	Rows rows() {
		return new Rows(older(), newer());
	}

	/**
	 * Returns differences between the versions after a write. A table with unchanged
	 * columns need not have views.
	 * @param then the rows before the write
	 * @param byOlder whether the older version wrote
	 */
	List<String> differences(Rows then, boolean byOlder) {
		Rows now = rows();
		if (!this.chain.older().equals(this.chain.newer())) {
			return this.comparison.differences(then, now, byOlder);
		}
		return now.older().equals(now.newer()) ? List.of() : List.of(now.toString());
	}

	/** Returns values that are not derived from each other, when nothing was written. */
	List<String> disagreements() {
		Rows now = rows();
		return this.comparison.disagreements(now, now, (key) -> true);
	}

	List<String> resultType() {
		return this.chain.newer().resultType(this.sessions.version(this.number + 1));
	}

}
