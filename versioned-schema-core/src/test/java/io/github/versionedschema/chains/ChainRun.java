package io.github.versionedschema.chains;

import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.versionedschema.chains.Comparison.Rows;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.write.PlanRig;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One chain from the first write to complete, or for every fourth seed to an abort
 * somewhere on the way.
 */
final class ChainRun implements AutoCloseable {

	private static final List<Phase> EXPAND = List.of(Phase.CHECK, Phase.EXPAND, Phase.BACKFILL, Phase.BUILD,
			Phase.PUBLISH);

	private final Chain chain;

	private final Random random;

	private final Keys keys = Keys.all(RandomTable.ROWS);

	private final TestDatabase database;

	private final PlanRig rig;

	private final Sessions sessions;

	private final CatalogueSnapshot before;

	private final RandomWrites oldWrites;

	private final RandomWrites newWrites;

	private @Nullable Plan plan;

	ChainRun(Chain chain) {
		this.chain = chain;
		this.random = new Random(chain.seed());
		this.database = TestServer.shared().createDatabase();
		this.rig = new PlanRig(this.database, Kind.TYPES + chain.table().sql());
		this.before = CatalogueSnapshot.of(this.database, "public");
		this.sessions = new Sessions(this.database);
		this.oldWrites = writes(chain.older(), 20);
		this.newWrites = writes(chain.newer(), 200);
		this.sessions.makeTwin(chain.table().sql());
	}

	private RandomWrites writes(Side side, int lastKey) {
		return new RandomWrites(this.random, side, this.chain.table().upserts(), this.keys, lastKey);
	}

	/** Plans the chain; returns why it cannot be run. */
	List<String> refusals() {
		try {
			this.plan = this.rig.plan(false, this.chain.migrations().toArray(String[]::new));
			return this.rig.check(this.plan);
		}
		catch (InvalidPlanException ex) {
			return List.of(String.valueOf(ex.getMessage()));
		}
	}

	/** Runs what was planned. */
	void play() {
		Plan planned = this.plan;
		if (planned == null) {
			throw new IllegalStateException("Nothing was planned");
		}
		long number = this.chain.seed() / 4;
		boolean aborts = this.chain.seed() % 4 == 0;
		Phase last = aborts ? EXPAND.get((int) (1 + number % (EXPAND.size() - 1))) : Phase.PUBLISH;
		expand(planned, last);
		if (last == Phase.PUBLISH) {
			writeInBoth();
		}
		if (aborts) {
			abort(planned);
		}
		else {
			complete(planned);
		}
	}

	private void expand(Plan planned, Phase last) {
		for (Phase phase : EXPAND.subList(0, EXPAND.indexOf(last) + 1)) {
			this.rig.only(planned, phase);
			for (int count = 0; count < 4; count++) {
				writeAsOlder(phase);
			}
		}
	}

	/** Everything that the old version writes leaves what it would leave on its own. */
	private void writeAsOlder(Phase phase) {
		String sql = this.oldWrites.next();
		write(this.random.nextInt(3) == 0 ? this.sessions.unversioned() : this.sessions.older(), sql);
		write(this.sessions.twin(), sql);
		assertThat(olderRows()).as("what the old version sees, when %s was done, after %s\n%s", phase, sql, this.chain)
			.isEqualTo(this.chain.older().rows(this.sessions.twin()));
	}

	private void writeInBoth() {
		Comparison comparison = new Comparison(this.chain, this.keys, this.sessions.simulating());
		compare(comparison, rows(), true, "all that it wrote so far");
		for (int count = 0; count < 12; count++) {
			boolean byOlder = this.random.nextBoolean();
			Rows then = rows();
			String sql = (byOlder ? this.oldWrites : this.newWrites).next();
			write(byOlder ? this.sessions.older() : this.sessions.newer(), sql);
			compare(comparison, then, byOlder, sql);
		}
	}

	private void compare(Comparison comparison, Rows then, boolean byOlder, String sql) {
		assertThat(comparison.differences(then, rows(), byOlder))
			.as("what the other version sees, after the %s wrote %s\n%s", byOlder ? "old" : "new", sql, this.chain)
			.isEmpty();
	}

	private void write(JdbcClient client, String sql) {
		try {
			client.sql(sql).update();
		}
		catch (RuntimeException ex) {
			throw new AssertionError("A client's statement failed: %s%n%s".formatted(sql, this.chain), ex);
		}
	}

	private void abort(Plan planned) {
		Map<Long, Map<Integer, String>> rows = olderRows();
		this.rig.abort(planned);
		assertThat(olderRows()).as("rows after abort\n%s", this.chain).isEqualTo(rows);
		assertNoDifference(this.before);
	}

	private void complete(Plan planned) {
		Map<Long, Map<Integer, String>> rows = newerRows();
		List<String> columns = this.chain.newer().resultType(this.sessions.newer());
		this.rig.complete(planned);
		assertThat(newerRows()).as("rows after complete\n%s", this.chain).isEqualTo(rows);
		assertThat(this.chain.newer().resultType(this.sessions.newer())).as("columns after complete\n%s", this.chain)
			.isEqualTo(columns);
		assertNoDifference(DirectRun.of(this.chain));
	}

	/**
	 * Indexes keep what a column was called when they were built, in PostgreSQL's own
	 * renames as well.
	 */
	private void assertNoDifference(CatalogueSnapshot expected) {
		assertThat(CatalogueSnapshot.of(this.database, "public").changesSince(expected))
			.as("differences of the catalogue\n%s", this.chain)
			.allMatch((line) -> line.matches(". column \\| public\\.(index_|i_|.*_pkey).*"));
		assertThat(this.sessions.leftovers()).as("left behind\n%s", this.chain).isEmpty();
	}

	private Rows rows() {
		return new Rows(olderRows(), newerRows());
	}

	private Map<Long, Map<Integer, String>> olderRows() {
		return this.chain.older().rows(this.sessions.older());
	}

	private Map<Long, Map<Integer, String>> newerRows() {
		return this.chain.newer().rows(this.sessions.newer());
	}

	@Override
	public void close() {
		this.sessions.close();
		this.rig.close();
		this.database.close();
	}

}
