package io.github.versionedschema.chains;

import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.versionedschema.chains.Comparison.Rows;

/**
 * One table of a family while it is played, with what both versions write into it.
 *
 * @param chain its chain
 * @param oldWrites what the old version writes
 * @param newWrites what the new version writes
 * @param comparison of what both see
 * @param sessions of whoever looks
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

	/** Returns what the old version would see if there were no other. */
	Map<Long, Map<Integer, String>> twin() {
		return this.chain.older().rows(this.sessions.twin());
	}

	Rows rows() {
		return new Rows(older(), newer());
	}

	/**
	 * Returns what a write left in one version that does not fit what it left in the
	 * other. A table whose columns stay as they are need not have views.
	 * @param then the rows before it
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
