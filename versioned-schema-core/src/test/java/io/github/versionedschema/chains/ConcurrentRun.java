package io.github.versionedschema.chains;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

import io.github.versionedschema.chains.Comparison.Rows;
import io.github.versionedschema.chains.random.Chain;
import io.github.versionedschema.chains.random.Family;
import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.ChainColumn.Role;
import io.github.versionedschema.chains.table.RandomTable;
import io.github.versionedschema.chains.table.Side;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.CatalogueSnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run in which clients of every live version write and read all the time, also during
 * each transition. Whenever they pause, each version must see what its own clients wrote,
 * neighbouring versions must agree on all rows, and a transition must not have changed
 * rows that no client wrote.
 */
final class ConcurrentRun implements Run {

	private final LiveVersions versions;

	private final Writers writers;

	private final Random random;

	private final RandomTable table;

	/** For each live version but the newest, what it and the next saw at first. */
	private final Map<Integer, Rows> seenAtFirst = new TreeMap<>();

	/** Columns that clients updated in rows of others. */
	private final Set<Integer> scattered = new HashSet<>();

	/**
	 * Creates it.
	 * @param versions the first version of one table
	 * @param most the highest number of a version
	 */
	ConcurrentRun(LiveVersions versions, int most) {
		this.versions = versions;
		this.writers = new Writers(versions, most);
		this.random = new Random(versions.seed());
		this.table = versions.tables().get(0);
		this.writers.start(1);
	}

	@Override
	public void addVersions(int versions) {
		while (newest() < versions) {
			CatalogueSnapshot before = this.versions.catalogue();
			expand();
			write();
			if (this.random.nextInt(4) == 0) {
				abort();
				this.versions.requireCatalogue(before);
			}
		}
	}

	/** Adds a version whose changes are not refused. */
	private void expand() {
		for (int tries = 0; true; tries++) {
			Family edge = this.versions.proposal();
			List<Chain> edges = edges();
			edges.add(edge.chains().get(0));
			try {
				during(oldest(), newest(), edges, () -> this.versions.expand(edge));
				break;
			}
			catch (InvalidPlanException ex) {
				assertThat(tries).as("tries until %s", ex).isLessThan(20);
			}
		}
		int older = newest() - 1;
		Rows then = rows(older);
		assertNone(comparison(older).disagreements(then, then, (key) -> true), "after expand");
		this.seenAtFirst.put(older, then);
		this.writers.start(newest());
	}

	@Override
	public void write() {
		during(oldest(), newest(), edges(), () -> this.versions.note("write"));
	}

	@Override
	public void completeTo(int version) {
		for (int retired = oldest(); retired < version; retired++) {
			this.writers.stop(retired);
		}
		during(version, newest(), edges(), () -> this.versions.completeTo(version));
	}

	@Override
	public void abort() {
		this.writers.stop(newest());
		during(oldest(), newest() - 1, edges(), this.versions::abort);
	}

	@Override
	public void completeAll() {
		if (oldest() < newest()) {
			completeTo(newest());
		}
		this.writers.stop(newest());
		this.versions.requireEnd();
	}

	/**
	 * Runs something while clients write.
	 * @param first the first version that stays
	 * @param last the last version that stays, of those that are live
	 * @param edges the changes between the versions that are live meanwhile
	 */
	private void during(int first, int last, List<Chain> edges, Runnable transition) {
		Integer unrelated = unrelated(edges);
		if (unrelated != null) {
			this.scattered.add(unrelated);
		}
		List<Object> before = unwritten(first, last);
		this.writers.during(transition, unrelated);
		assertThat(unwritten(first, last)).as("what v%d to v%d see\n%s", first, last, this.versions).isEqualTo(before);
		for (int version = first; version <= last; version++) {
			requireOwn(version);
		}
		for (int older = first; older < last; older++) {
			requireAgreement(older);
		}
	}

	/**
	 * Returns a column from which nothing is derived. Writers of other rows get
	 * PostgreSQL errors when rows move to another partition.
	 */
	private @Nullable Integer unrelated(List<Chain> edges) {
		if (this.table.partitioned()
				|| this.table.columns().stream().anyMatch((column) -> column.role() == Role.COUNTER)) {
			return null;
		}
		Set<Integer> related = new HashSet<>();
		edges.forEach((edge) -> SyncGroup.of(edge).forEach((group) -> related.addAll(group.all())));
		return this.versions.sides(oldest())
			.get(0)
			.columns()
			.stream()
			.filter(ChainColumn::mayChange)
			.map(ChainColumn::identity)
			.filter((column) -> !related.contains(column))
			.filter((column) -> edges.stream().allMatch((edge) -> edge.newer().has(column)))
			.findFirst()
			.orElse(null);
	}

	/** Returns what versions see of rows that no client writes. */
	private List<Object> unwritten(int first, int last) {
		List<Object> seen = new ArrayList<>();
		for (int version = first; version <= last; version++) {
			Side side = side(version);
			seen.add(rows(side, this.versions.client(version), (key) -> !this.writers.writes(key)));
			seen.add(side.resultType(this.versions.client(version)));
		}
		return seen;
	}

	/** Requires that a version sees what its own clients wrote. */
	private void requireOwn(int version) {
		LongPredicate own = (key) -> this.writers.version(key) == version;
		Map<Long, Map<Integer, String>> rows = rows(side(version), this.versions.client(version), own);
		Map<Long, Map<Integer, String>> expected = rows(side(version), this.versions.sessions().twin(version), own);
		Set<Long> keys = new TreeSet<>(rows.keySet());
		keys.addAll(expected.keySet());
		assertNone(keys.stream()
			.filter((key) -> !Objects.equals(rows.get(key), expected.get(key)))
			.map((key) -> "key %d: %s, not %s".formatted(key, rows.get(key), expected.get(key)))
			.toList(), "in what v%d sees of what it wrote".formatted(version));
	}

	private Map<Long, Map<Integer, String>> rows(Side side, JdbcClient client, LongPredicate which) {
		Map<Long, Map<Integer, String>> rows = side.predictableRows(client, this.table.partitioned());
		rows.keySet().removeIf((key) -> !which.test(key));
		rows.values().forEach((row) -> row.keySet().removeAll(this.scattered));
		return rows;
	}

	private void requireAgreement(int older) {
		assertNone(
				comparison(older).disagreements(Objects.requireNonNull(this.seenAtFirst.get(older)), rows(older),
						(key) -> this.writers.version(key) <= older),
				"between v%d and v%d".formatted(older, older + 1));
	}

	private Rows rows(int older) {
		return new Rows(side(older).rows(this.versions.client(older)),
				side(older + 1).rows(this.versions.client(older + 1)));
	}

	private Comparison comparison(int older) {
		return new Comparison(chain(older), older, this.writers.keys(), this.versions.sessions().simulating());
	}

	private void assertNone(List<String> differences, String what) {
		assertThat(differences).as("differences %s\n%s", what, this.versions).isEmpty();
	}

	private List<Chain> edges() {
		return new ArrayList<>(IntStream.range(oldest(), newest()).mapToObj(this::chain).toList());
	}

	private Chain chain(int older) {
		return this.versions.edge(older).chains().get(0);
	}

	private Side side(int version) {
		return this.versions.sides(version).get(0);
	}

	private int oldest() {
		return this.versions.oldest();
	}

	private int newest() {
		return this.versions.newest();
	}

	@Override
	public void close() {
		this.writers.close();
		this.versions.close();
	}

}
