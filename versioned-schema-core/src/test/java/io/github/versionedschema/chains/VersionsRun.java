package io.github.versionedschema.chains;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.chains.Comparison.Rows;
import io.github.versionedschema.chains.random.Chain;
import io.github.versionedschema.chains.random.Family;
import io.github.versionedschema.chains.random.Kind;
import io.github.versionedschema.chains.random.RandomEdges;
import io.github.versionedschema.chains.random.RandomTable;
import io.github.versionedschema.chains.random.RandomWrites;
import io.github.versionedschema.chains.random.Side;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Adds versions one after the other, writes as any of them, and removes versions at both
 * ends.
 */
final class VersionsRun implements AutoCloseable {

	private static final int WRITES = 5;

	private final List<Family> edges = new ArrayList<>();

	/** The tables between each two neighbouring versions, from the first. */
	private final List<List<Member>> members = new ArrayList<>();

	private final List<RandomWrites> first;

	private final List<String> done = new ArrayList<>();

	private final Supplier<Family> proposals;

	private final RandomEdges generator;

	private final List<RandomTable> tables;

	private final long seed;

	private final Random random;

	private final TestDatabase database;

	private final Releases releases;

	private final Sessions sessions;

	private int oldest = 1;

	private int added;

	/**
	 * Creates it.
	 * @param seed seed of the writes
	 * @param generator generates the changes
	 * @param proposals proposes the changes of the next version
	 */
	VersionsRun(long seed, RandomEdges generator, Supplier<Family> proposals) {
		this.seed = seed;
		this.random = new Random(seed);
		this.tables = generator.tables();
		this.generator = generator;
		this.proposals = proposals;
		this.database = TestServer.shared().createDatabase();
		this.releases = Releases.installed(this.database, sql());
		this.first = generator.writes(this.random);
		this.sessions = new Sessions(this.database.observer());
	}

	/** Adds a version, writes, and undoes some of the additions. */
	void addVersions(int versions) {
		while (newest() < versions) {
			CatalogueSnapshot before = CatalogueSnapshot.of(this.database, "public");
			expand();
			write();
			if (this.random.nextInt(4) == 0) {
				abort();
				assertNoDifference(before);
				write();
			}
		}
	}

	/** Adds a version whose changes are not refused. */
	private void expand() {
		for (int tries = 0; true; tries++) {
			Family edge = this.proposals.get();
			this.releases.with(edge.migrations());
			try {
				unchanged("expand v%d".formatted(newest() + 1), this.oldest, newest(),
						() -> this.releases.run(VersionedSchema::expand));
				this.generator.accept();
				accept(edge);
				return;
			}
			catch (InvalidPlanException ex) {
				this.done.remove(this.done.size() - 1);
				this.releases.withdraw();
				assertThat(tries).as("tries until %s", ex).isLessThan(20);
			}
		}
	}

	private void accept(Family edge) {
		this.edges.add(edge);
		List<Member> added = IntStream.range(0, edge.chains().size())
			.mapToObj((index) -> Member.after(writes(newest() - 1, index), edge, index, newest() - 1,
					200 * ++this.added, this.random, this.sessions))
			.toList();
		this.members.add(added);
		for (Member member : added) {
			assertThat(member.disagreements()).as("after expand\n%s", this).isEmpty();
		}
	}

	/** Removes all versions before the given one. */
	void completeTo(int version) {
		try {
			unchanged("complete v%d".formatted(version), version, newest(),
					() -> this.releases.run((schema) -> schema.complete(Releases.version(version), false)));
		}
		catch (RefusedException ex) {
			// Conversions lose information, and no version need see what another wrote.
			assumeThat(ex).as("%s", this).hasMessageNotContaining("do not follow");
			throw new AssertionError(String.valueOf(this), ex);
		}
		this.oldest = version;
	}

	/** Removes the newest version. */
	void abort() {
		unchanged("abort v%d".formatted(newest()), this.oldest, newest() - 1,
				() -> this.releases.run((schema) -> schema.abort(false)));
		this.releases.withdraw();
		this.generator.withdraw();
		this.edges.remove(this.edges.size() - 1);
		this.members.remove(this.members.size() - 1);
	}

	/**
	 * Removes all versions but the newest, and requires the catalogue that the same
	 * changes make one after the other.
	 */
	void completeAll() {
		if (this.oldest < newest()) {
			completeTo(newest());
		}
		assertNoDifference(DirectRun.of(this.edges.get(0).followedBy(this.edges.subList(1, this.edges.size()))));
		assertThat(this.sessions.leftovers()).as("left behind\n%s", this).isEmpty();
	}

	/** Requires that rows and columns of the versions that stay are the same. */
	private void unchanged(String what, int first, int last, Runnable transition) {
		List<Object> before = seen(first, last);
		this.done.add(what);
		try {
			transition.run();
		}
		catch (StepFailedException ex) {
			throw new AssertionError("%s failed%n%s".formatted(what, this), ex);
		}
		assertThat(seen(first, last)).as("what v%d to v%d see\n%s", first, last, this).isEqualTo(before);
	}

	private List<Object> seen(int first, int last) {
		List<Object> seen = new ArrayList<>();
		for (int version = first; version <= last; version++) {
			for (Side side : sides(version)) {
				seen.add(side.rows(client(version)));
				seen.add(side.resultType(client(version)));
			}
		}
		return seen;
	}

	private List<Side> sides(int version) {
		if (version == 1) {
			return this.tables.stream().map((table) -> new Side(table.name(), table.columns())).toList();
		}
		return this.edges.get(version - 2).chains().stream().map(Chain::newer).toList();
	}

	private int newest() {
		return this.edges.size() + 1;
	}

	private JdbcClient client(int version) {
		return this.sessions.version(version);
	}

	/** Writes as any of the live versions. */
	void write() {
		if (this.edges.isEmpty()) {
			return;
		}
		for (int count = 0; count < WRITES * (newest() - this.oldest + 1); count++) {
			int version = this.oldest + this.random.nextInt(newest() - this.oldest + 1);
			int table = this.random.nextInt(sides(version).size());
			write(version, table, writes(version, table).next());
		}
	}

	private RandomWrites writes(int version, int table) {
		return (version == 1) ? this.first.get(table) : this.members.get(version - 2).get(table).newWrites();
	}

	private void write(int version, int table, String sql) {
		List<List<Rows>> then = live(Member::rows);
		Side side = sides(version).get(table);
		RandomTable given = this.tables.get(table);
		boolean unversioned = version == this.oldest && this.random.nextInt(3) == 0;
		boolean alone = sides(version).size() == 1;
		if (alone) {
			this.sessions
				.makeNewTwin(side.twin(Releases.relation(client(version), version, side.table()), given.upserts()));
		}
		this.done.add("%s: %s".formatted(unversioned ? "unversioned" : "v" + version, sql));
		run(unversioned ? this.sessions.unversioned() : client(version), sql);
		if (alone) {
			run(this.sessions.newTwin(), sql);
			assertThat(side.predictableRows(client(version), given.partitioned()))
				.as("what v%d sees of what it wrote\n%s", version, this)
				.isEqualTo(side.predictableRows(this.sessions.newTwin(), given.partitioned()));
		}
		for (int edge = this.oldest; edge < newest(); edge++) {
			List<Member> between = this.members.get(edge - 1);
			for (int index = 0; index < between.size(); index++) {
				Rows before = then.get(edge - this.oldest).get(index);
				Member member = between.get(index);
				assertThat(member.rows().equals(before) ? List.of() : member.differences(before, version <= edge))
					.as("what v%d and v%d see of what v%d wrote\n%s", edge, edge + 1, version, this)
					.isEmpty();
			}
		}
	}

	private <T> List<List<T>> live(Function<Member, T> property) {
		return this.members.subList(this.oldest - 1, this.members.size())
			.stream()
			.map((between) -> between.stream().map(property).toList())
			.toList();
	}

	private void run(JdbcClient client, String sql) {
		try {
			client.sql(sql).update();
		}
		catch (RuntimeException ex) {
			throw new AssertionError("A client's statement failed: %s%n%s".formatted(sql, this), ex);
		}
	}

	/**
	 * Indexes keep the column names from when they were built, also after a plain RENAME
	 * in PostgreSQL.
	 */
	private void assertNoDifference(CatalogueSnapshot expected) {
		assertThat(CatalogueSnapshot.of(this.database, "public").changesSince(expected))
			.as("differences of the catalogue\n%s", this)
			.allMatch((line) -> line.matches(
					". column \\| public\\.\"?(part_\\d+_)?(index_|i_|.*_pkey|.*_idx).*|. constraint .* NOT NULL .*"));
	}

	private String sql() {
		return Kind.TYPES + this.tables.stream().map(RandomTable::sql).collect(Collectors.joining());
	}

	/** Returns everything that is needed to reproduce the run. */
	@Override
	public String toString() {
		String changes = IntStream.range(0, this.edges.size())
			.mapToObj((index) -> "v%d:%n%s".formatted(index + 2,
					String.join("---\n", this.edges.get(index).migrations()).indent(2)))
			.collect(Collectors.joining());
		return "seed %1$d (-Dchains.from=%1$d -Dchains.to=%1$d)%n%2$s%3$s%n%4$s".formatted(this.seed, sql(), changes,
				String.join("\n", this.done));
	}

	@Override
	public void close() {
		this.sessions.close();
		this.database.close();
	}

}
