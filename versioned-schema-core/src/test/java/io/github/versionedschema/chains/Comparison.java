package io.github.versionedschema.chains;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.versionedschema.chains.random.Chain;
import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.Keys;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the result of a write in both versions with the expected result: changed
 * columns determine the derived columns, and all other columns are kept.
 */
final class Comparison {

	private final List<SyncGroup> groups;

	private final Keys keys;

	private final Set<Integer> defaulted;

	private final int key;

	private final Set<Integer> shared;

	private final Simulation simulation;

	/**
	 * Creates it.
	 * @param older the number of the older version
	 * @param keys keys of the compared rows
	 * @param session a client of one session, with the user's types on its
	 * {@code search_path}
	 */
	Comparison(Chain chain, int older, Keys keys, JdbcClient session) {
		this.keys = keys;
		this.groups = SyncGroup.of(chain);
		this.defaulted = chain.older()
			.columns()
			.stream()
			.filter((column) -> column.defaultSql() != null)
			.map(ChainColumn::identity)
			.collect(Collectors.toUnmodifiableSet());
		this.key = chain.older().key().identity();
		this.shared = chain.older()
			.columns()
			.stream()
			.map(ChainColumn::identity)
			.filter(chain.newer()::has)
			.collect(Collectors.toUnmodifiableSet());
		this.simulation = new Simulation(chain, older, session);
	}

	/**
	 * Returns the differences after a write.
	 * @param before the rows before it
	 * @param after the rows after it
	 * @param byOlder whether the older version wrote
	 */
	List<String> differences(Rows before, Rows after, boolean byOlder) {
		return differences(before, after, Write::isRight, (key) -> byOlder);
	}

	private List<String> differences(Rows before, Rows after, BiPredicate<Write, SyncGroup> right,
			Predicate<Long> byOlder) {
		if (!after.older().keySet().equals(after.newer().keySet())) {
			return List.of("keys %s and %s".formatted(after.older().keySet(), after.newer().keySet()));
		}
		Rows expected = new Rows(this.simulation.backward(), this.simulation.forward());
		List<String> differences = new ArrayList<>();
		for (Long key : after.older().keySet()) {
			Write write = new Write(before.find(key, this.keys), after.get(key), expected.get(key), byOlder.test(key),
					this.defaulted, this.key);
			if (!Write.same(write.is().older(), write.is().newer(), this.shared)) {
				differences.add("common columns of key %d: %s".formatted(key, write));
			}
			for (SyncGroup group : this.groups) {
				if (!right.test(write, group)) {
					differences.add("%s of key %d: %s".formatted(group, key, write));
				}
			}
		}
		return differences;
	}

	/**
	 * Returns the differences after many writes, where each row is written by one version
	 * only.
	 * @param before the rows before them, when the newer columns were derived from the
	 * older
	 * @param after the rows after the writes
	 * @param byOlder by key, whether the older version wrote
	 */
	List<String> disagreements(Rows before, Rows after, Predicate<Long> byOlder) {
		return differences(before, after,
				(write, group) -> write.agrees(group) || (!write.byOlder() && write.isRight(group)), byOlder);
	}

	/** All rows in both versions. */
	record Rows(Map<Long, Map<Integer, String>> older, Map<Long, Map<Integer, String>> newer) {

		Row get(Long key) {
			return new Row(Objects.requireNonNull(this.older.get(key)), Objects.requireNonNull(this.newer.get(key)));
		}

		/** Returns the current row of the key, or null. */
		@Nullable Row find(Long key, Keys keys) {
			Long then = this.older.containsKey(key) ? key : keys.before(key);
			return this.older.containsKey(then) ? get(then) : null;
		}

	}

	/** A row in both versions. */
	private record Row(Map<Integer, String> older, Map<Integer, String> newer) {
	}

	/** Effect of one write on one row. */
	private record Write(@Nullable Row was, Row is, Row expected, boolean byOlder, Set<Integer> defaulted, int key) {

		/** Returns whether one side is derived from the other. */
		boolean agrees(SyncGroup group) {
			return same(this.is.newer(), this.expected.newer(), group.newerDerived())
					|| same(this.is.older(), this.expected.older(), group.olderDerived());
		}

		boolean isRight(SyncGroup group) {
			boolean up = same(this.is.newer(), this.expected.newer(), group.newerDerived());
			boolean down = same(this.is.older(), this.expected.older(), group.olderDerived());
			Row then = this.was;
			if (then == null) {
				return this.byOlder ? up : down;
			}
			Set<Integer> changed = this.byOlder ? changed(then.older(), this.is.older())
					: changed(then.newer(), this.is.newer());
			if (!Collections.disjoint(changed, this.byOlder ? group.older() : group.newer())) {
				return down || (this.byOlder && up);
			}
			if (!Collections.disjoint(changed, this.byOlder ? group.readByUps() : group.readByDowns())) {
				return this.byOlder ? up : down;
			}
			return isKept(group, then) || (group.foreign() && this.byOlder && up)
					|| (isMoved(then) && down && (!group.readByUps().isEmpty() || looksUngiven(group, then)));
		}

		private boolean isKept(SyncGroup group, Row then) {
			return same(this.is.newer(), then.newer(), group.newer())
					&& same(this.is.older(), then.older(), group.older());
		}

		/**
		 * Returns whether the row may have moved to another partition, which is an
		 * insert: the last writing side is then unknown, and the current writer's values
		 * win over different ones.
		 */
		private boolean isMoved(Row then) {
			return !Objects.equals(this.is.older().get(this.key), then.older().get(this.key));
		}

		/**
		 * Returns whether the newer version moves values that the older version sees as
		 * nulls and defaults: these are computed again.
		 */
		private boolean looksUngiven(SyncGroup group, Row then) {
			return !this.byOlder && group.older()
				.stream()
				.allMatch((column) -> this.defaulted.contains(column) || "null".equals(then.older().get(column)));
		}

		private static boolean same(Map<Integer, String> one, Map<Integer, String> other, Set<Integer> columns) {
			return columns.stream().allMatch((column) -> Objects.equals(one.get(column), other.get(column)));
		}

		private static Set<Integer> changed(Map<Integer, String> was, Map<Integer, String> is) {
			Set<Integer> changed = new HashSet<>(is.keySet());
			changed.removeIf((column) -> Objects.equals(was.get(column), is.get(column)));
			return changed;
		}

		@Override
		public String toString() {
			return "\n was      %s\n is       %s\n expected %s".formatted(this.was, this.is, this.expected);
		}

	}

}
