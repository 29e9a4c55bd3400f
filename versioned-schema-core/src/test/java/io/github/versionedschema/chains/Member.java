package io.github.versionedschema.chains;

import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.versionedschema.chains.Comparison.Rows;

/**
 * One table of a family during a run, with the writes of both versions.
 *
 * @param chain its chain
 * @param oldWrites writes of the old version
 * @param newWrites writes of the new version
 * @param comparison of the rows in both versions
 * @param sessions sessions that read the tables
 */
record Member(Chain chain, RandomWrites oldWrites, RandomWrites newWrites, Comparison comparison, Sessions sessions) {

	static Member of(Family family, int index, Random random, Sessions sessions) {
		Chain chain = family.chains().get(index);
		Keys keys = Keys.all(RandomTable.ROWS);
		boolean upserts = chain.table().upserts();
		return new Member(chain,
				new RandomWrites(random, chain.older(), upserts, keys, 20, family.targets(index, Chain::older)),
				new RandomWrites(random, chain.newer(), upserts, keys, 200, family.targets(index, Chain::newer)),
				new Comparison(chain, keys, sessions.simulating()), sessions);
	}

	Map<Long, Map<Integer, String>> older() {
		return this.chain.older().rows(this.sessions.older());
	}

	Map<Long, Map<Integer, String>> newer() {
		return this.chain.newer().rows(this.sessions.newer());
	}

	/** Returns what the old version would see without the new version. */
	Map<Long, Map<Integer, String>> twin() {
		return this.chain.older().rows(this.sessions.twin());
	}

	Rows rows() {
		return new Rows(older(), newer());
	}

	/**
	 * Returns differences between the versions after a write. A table with unchanged
	 * columns need not have views.
	 * @param then the rows before the write
	 * @param byOlder whether the old version wrote
	 */
	List<String> differences(Rows then, boolean byOlder) {
		Rows now = rows();
		if (!this.chain.older().equals(this.chain.newer())) {
			return this.comparison.differences(then, now, byOlder);
		}
		return now.older().equals(now.newer()) ? List.of() : List.of(now.toString());
	}

	List<String> resultType() {
		return this.chain.newer().resultType(this.sessions.newer());
	}

}
