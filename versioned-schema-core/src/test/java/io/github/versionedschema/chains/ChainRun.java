package io.github.versionedschema.chains;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.versionedschema.chains.Comparison.Rows;
import io.github.versionedschema.chains.random.Family;
import io.github.versionedschema.chains.table.RandomTable;
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
 * Runs one chain from the first write to complete, or for every fourth seed to an abort
 * at some point.
 */
final class ChainRun implements AutoCloseable {

	private static final List<Phase> EXPAND = List.of(Phase.CHECK, Phase.EXPAND, Phase.BACKFILL, Phase.BUILD,
			Phase.BIND, Phase.PUBLISH);

	private final Family family;

	private final Random random;

	private final TestDatabase database;

	private final PlanRig rig;

	private final Sessions sessions;

	private final CatalogueSnapshot before;

	private final List<Member> members;

	private @Nullable Plan plan;

	ChainRun(Family family) {
		this.family = family;
		this.random = new Random(family.seed());
		this.database = TestServer.shared().createDatabase();
		this.rig = new PlanRig(this.database, family.sql());
		this.before = CatalogueSnapshot.of(this.database, "public");
		this.sessions = new Sessions(this.database.observer());
		this.members = IntStream.range(0, family.chains().size())
			.mapToObj((index) -> Member.of(family, index, this.random, this.sessions))
			.toList();
		family.chains().forEach((chain) -> this.sessions.provide(chain.types()));
		this.sessions.makeTwin(1, family.tables());
	}

	/** Plans the chain; returns why it cannot be run. */
	List<String> refusals() {
		try {
			this.plan = this.rig.plan(false, this.family.migrations().toArray(String[]::new));
			return this.rig.check(this.plan);
		}
		catch (InvalidPlanException ex) {
			return List.of(String.valueOf(ex.getMessage()));
		}
	}

	/** Runs the plan. */
	void play() {
		Plan planned = this.plan;
		if (planned == null) {
			throw new IllegalStateException("Nothing was planned");
		}
		long number = this.family.seed() / 4;
		boolean aborts = this.family.seed() % 4 == 0;
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

	/** Writes of the older version must have the same result as without a new version. */
	private void writeAsOlder(Phase phase) {
		Member written = any();
		String sql = (this.random.nextInt(8) > 0) ? written.oldWrites().next() : "update %s set v = v + 1 where id = %d"
			.formatted(written.chain().table().beside(), 1 + this.random.nextInt(RandomTable.ROWS));
		write(this.random.nextInt(3) == 0 ? this.sessions.unversioned() : this.sessions.older(), sql);
		write(this.sessions.twin(1), sql);
		for (Member member : this.members) {
			assertThat(member.older())
				.as("what the old version sees, when %s was done, after %s\n%s", phase, sql, this.family)
				.isEqualTo(member.twin());
		}
	}

	private Member any() {
		return this.members.get(this.random.nextInt(this.members.size()));
	}

	private void writeInBoth() {
		compare(each(Member::rows), true, "all that it wrote so far");
		for (int count = 0; count < 12; count++) {
			boolean byOlder = this.random.nextBoolean();
			List<Rows> then = each(Member::rows);
			Member member = any();
			String sql = (byOlder ? member.oldWrites() : member.newWrites()).next();
			write(byOlder ? this.sessions.older() : this.sessions.newer(), sql);
			compare(then, byOlder, sql);
		}
	}

	private void compare(List<Rows> then, boolean byOlder, String sql) {
		for (int index = 0; index < this.members.size(); index++) {
			Member member = this.members.get(index);
			assertThat(member.differences(then.get(index), byOlder))
				.as("what the other version sees, after the %s wrote %s\n%s", byOlder ? "old" : "new", sql, this.family)
				.isEmpty();
		}
	}

	private <T> List<T> each(Function<Member, T> property) {
		return this.members.stream().map(property).toList();
	}

	private void write(JdbcClient client, String sql) {
		try {
			client.sql(sql).update();
		}
		catch (RuntimeException ex) {
			throw new AssertionError("A client's statement failed: %s%n%s".formatted(sql, this.family), ex);
		}
	}

	private void abort(Plan planned) {
		List<Map<Long, Map<Integer, String>>> rows = each(Member::older);
		this.rig.abort(planned);
		assertThat(each(Member::older)).as("rows after abort\n%s", this.family).isEqualTo(rows);
		assertNone(CatalogueDifferences.afterAbort(CatalogueSnapshot.of(this.database, "public"), this.before));
	}

	private void complete(Plan planned) {
		List<Map<Long, Map<Integer, String>>> rows = each(Member::newer);
		List<List<String>> columns = each(Member::resultType);
		this.rig.complete(planned);
		assertThat(each(Member::newer)).as("rows after complete\n%s", this.family).isEqualTo(rows);
		assertThat(each(Member::resultType)).as("columns after complete\n%s", this.family).isEqualTo(columns);
		assertNone(CatalogueDifferences.of(CatalogueSnapshot.of(this.database, "public"), DirectRun.of(this.family)));
	}

	private void assertNone(List<String> differences) {
		assertThat(differences).as("differences of the catalogue\n%s", this.family).isEmpty();
		assertThat(this.sessions.leftovers()).as("left behind\n%s", this.family).isEmpty();
	}

	@Override
	public void close() {
		this.sessions.close();
		this.rig.close();
		this.database.close();
	}

}
