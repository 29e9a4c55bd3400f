package io.github.versionedschema.chains;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.chains.Comparison.Rows;
import io.github.versionedschema.chains.random.Chain;
import io.github.versionedschema.chains.random.ChainColumn.Role;
import io.github.versionedschema.chains.random.ChainColumn;
import io.github.versionedschema.chains.random.Family;
import io.github.versionedschema.chains.random.Keys;
import io.github.versionedschema.chains.random.Kind;
import io.github.versionedschema.chains.random.RandomWrites;
import io.github.versionedschema.chains.random.Side;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Runs one chain from expand to complete, or for every fourth seed to abort, with clients
 * that write continuously. Each client owns its rows, so that their final state is known.
 */
final class ConcurrentRun implements AutoCloseable {

	/** Initial number of rows. */
	static final int ROWS = 800;

	private static final int OLDER = 2;

	private static final int WRITERS = 4;

	private static final int WRITES = 15;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Writer> older = new ArrayList<>();

	private final List<Writer> newer = new ArrayList<>();

	private final Chain chain;

	private final TestDatabase database;

	private final Releases releases;

	private final Sessions sessions;

	private final CatalogueSnapshot before;

	private final Comparison comparison;

	private final @Nullable ChainColumn unrelated;

	ConcurrentRun(Chain chain) {
		this.chain = chain;
		this.database = TestServer.shared().createDatabase();
		String given = Kind.TYPES + chain.table().sql() + chain.table().grow(ROWS);
		this.releases = Releases.installed(this.database, given).with(chain.migrations());
		this.before = CatalogueSnapshot.of(this.database, "public");
		this.sessions = new Sessions(this.database.observer());
		this.sessions.makeTwin(chain.table().sql() + chain.table().grow(ROWS));
		this.comparison = new Comparison(chain, 1, new Keys(0, WRITERS, ROWS), this.sessions.simulating());
		this.unrelated = unrelated();
	}

	/**
	 * Writers of other rows get PostgreSQL errors when rows move to another partition.
	 */
	private @Nullable ChainColumn unrelated() {
		if (this.chain.table().partitioned()
				|| this.chain.table().columns().stream().anyMatch((column) -> column.role() == Role.COUNTER)) {
			return null;
		}
		Set<Integer> related = new HashSet<>();
		SyncGroup.of(this.chain).forEach((group) -> related.addAll(group.all()));
		return this.chain.newer()
			.columns()
			.stream()
			.filter(ChainColumn::mayChange)
			.filter((column) -> this.chain.older().has(column.identity()))
			.filter((column) -> !related.contains(column.identity()))
			.findFirst()
			.orElse(null);
	}

	/** Runs the chain; skips one that the planner refuses. */
	void play() throws Exception {
		for (int owner = 0; owner < OLDER; owner++) {
			this.older.add(writer(owner, this.chain.older(), true));
		}
		try (VersionedSchema second = this.releases.schema()) {
			expand(second);
			bothWrite();
			if (this.chain.seed() % 4 == 0) {
				abort(second);
			}
			else {
				complete(second);
			}
		}
	}

	private void expand(VersionedSchema second) throws Exception {
		try {
			during(second::expand, this.older);
		}
		catch (InvalidPlanException ex) {
			assumeThat(ex).as("%s", this.chain).isNull();
		}
		assertOlder("after expand");
		Rows then = allRows();
		assertNone(this.comparison.differences(then, then, true), "after expand");
	}

	private void abort(VersionedSchema second) throws Exception {
		close(this.newer, Releases.NEW);
		during(() -> second.abort(false), this.older);
		assertOlder("after abort");
		close(this.older, Releases.OLD);
		assertNoDifference(this.before);
	}

	private void complete(VersionedSchema second) throws Exception {
		close(this.older, Releases.OLD);
		List<String> columns = this.chain.newer().resultType(this.sessions.newer());
		Map<Long, Map<Integer, String>> ofOlder = owned(this.chain.newer(), this.sessions.newer(), true);
		during(() -> second.complete(false), this.newer);
		assertNewer("after complete");
		assertNone(differences(owned(this.chain.newer(), this.sessions.newer(), true), ofOlder),
				"in rows of the old version after complete");
		close(this.newer, Releases.NEW);
		assertThat(this.chain.newer().resultType(this.sessions.newer())).as("columns\n%s", this.chain)
			.isEqualTo(columns);
		assertNoDifference(DirectRun.of(Family.of(this.chain)));
	}

	private void bothWrite() throws Exception {
		Rows then = allRows();
		this.sessions.makeNewTwin(this.chain.newer()
			.twin(Releases.relation(this.sessions.newer(), 2, this.chain.newTable()), this.chain.table().upserts()));
		for (int owner = OLDER; owner < WRITERS; owner++) {
			this.newer.add(writer(owner, this.chain.newer(), false));
		}
		List<Writer> all = new ArrayList<>(this.older);
		all.addAll(this.newer);
		during(() -> {
		}, all);
		assertOlder("after both wrote");
		assertNewer("after both wrote");
		assertNone(this.comparison.disagreements(then, allRows(), ConcurrentRun::isOlder), "after both wrote");
	}

	private void assertOlder(String when) {
		assertNone(differences(owned(this.chain.older(), this.sessions.older(), true),
				owned(this.chain.older(), this.sessions.twin(), true)), "in the old version " + when);
	}

	private void assertNewer(String when) {
		assertNone(differences(owned(this.chain.newer(), this.sessions.newer(), false),
				owned(this.chain.newer(), this.sessions.newTwin(), false)), "in the new version " + when);
	}

	private static List<String> differences(Map<Long, Map<Integer, String>> rows,
			Map<Long, Map<Integer, String>> expected) {
		Set<Long> keys = new TreeSet<>(rows.keySet());
		keys.addAll(expected.keySet());
		return keys.stream()
			.filter((key) -> !Objects.equals(rows.get(key), expected.get(key)))
			.map((key) -> "key %d: %s, not %s".formatted(key, rows.get(key), expected.get(key)))
			.toList();
	}

	private void assertNone(List<String> differences, String when) {
		assertThat(differences).as("differences %s\n%s", when, this.chain).isEmpty();
	}

	private Writer writer(int owner, Side side, boolean older) {
		Random random = new Random(this.chain.seed() * WRITERS + owner);
		int prepareThreshold = owner % 2 + 1;
		RandomWrites writes = new RandomWrites(random, side, this.chain.table().upserts(),
				new Keys(owner, WRITERS, ROWS), ROWS / WRITERS);
		return older
				? new Writer(random, this.releases.older(prepareThreshold), this.releases.observer("twin"), writes,
						side, unrelated(side))
				: new Writer(random, this.releases.newer(prepareThreshold), this.releases.observer("new_twin"), writes,
						side, unrelated(side));
	}

	private @Nullable ChainColumn unrelated(Side side) {
		return side.columns().stream().filter(this::isUnrelated).findFirst().orElse(null);
	}

	/** Runs a transition while clients write. */
	private void during(Runnable transition, List<Writer> writers) throws Exception {
		AtomicBoolean stopped = new AtomicBoolean();
		List<Future<?>> futures = new ArrayList<>();
		for (Writer writer : writers) {
			futures.add(this.threads.submit(() -> writer.write(stopped, WRITES)));
		}
		try {
			transition.run();
		}
		finally {
			stopped.set(true);
		}
		for (Future<?> future : futures) {
			try {
				future.get();
			}
			catch (ExecutionException ex) {
				throw new AssertionError(String.valueOf(this.chain), ex.getCause());
			}
		}
	}

	/**
	 * Returns the rows of one version's clients, without values that cannot be predicted.
	 */
	private Map<Long, Map<Integer, String>> owned(Side side, JdbcClient client, boolean byOlder) {
		Map<Long, Map<Integer, String>> rows = side.rows(client);
		rows.keySet().removeIf((key) -> isOlder(key) != byOlder);
		side.columns()
			.stream()
			.filter((column) -> column.role() == Role.VOLATILE || isUnrelated(column)
					|| (column.role() == Role.COUNTER && this.chain.table().partitioned() && !byOlder))
			.forEach((column) -> rows.values().forEach((row) -> row.remove(column.identity())));
		return rows;
	}

	private boolean isUnrelated(ChainColumn column) {
		return this.unrelated != null && this.unrelated.identity() == column.identity();
	}

	private Rows allRows() {
		return new Rows(this.chain.older().rows(this.sessions.older()), this.chain.newer().rows(this.sessions.newer()));
	}

	private static boolean isOlder(long key) {
		for (int owner = 0; owner < OLDER; owner++) {
			if (new Keys(owner, WRITERS, ROWS).contains(key)) {
				return true;
			}
		}
		return false;
	}

	private void assertNoDifference(CatalogueSnapshot expected) {
		assertThat(CatalogueSnapshot.of(this.database, "public").changesSince(expected))
			.as("differences of the catalogue\n%s", this.chain)
			.allMatch((line) -> line
				.matches(". column \\| public\\.\"?(part_\\d+_)?(index_|i_|.*_pkey).*|. constraint .* NOT NULL .*"));
		assertThat(this.sessions.leftovers()).as("left behind\n%s", this.chain).isEmpty();
	}

	/** Closes sessions, which the server may notice with a delay. */
	private void close(List<Writer> writers, String version) {
		writers.forEach(Writer::close);
		writers.clear();
		Awaitility.await().until(() -> this.releases.isUnused(version));
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
		this.older.forEach(Writer::close);
		this.newer.forEach(Writer::close);
		this.sessions.close();
		this.database.close();
	}

}
