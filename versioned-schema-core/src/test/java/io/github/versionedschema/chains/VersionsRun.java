package io.github.versionedschema.chains;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.versionedschema.chains.Comparison.Rows;
import io.github.versionedschema.chains.random.Family;
import io.github.versionedschema.chains.random.RandomEdges;
import io.github.versionedschema.chains.table.RandomWrites;
import io.github.versionedschema.chains.table.Side;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.CatalogueSnapshot;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run with one write at a time: after each, every pair of neighbouring versions is
 * compared.
 */
final class VersionsRun implements Run {

	private static final int WRITES = 5;

	/** The tables between each two neighbouring versions, from the first. */
	private final List<List<Member>> members = new ArrayList<>();

	private final List<RandomWrites> first;

	private final LiveVersions versions;

	private final Random random;

	private int added;

	/**
	 * Creates it.
	 * @param generator generates the changes
	 * @param versions the first version, with few rows
	 */
	VersionsRun(RandomEdges generator, LiveVersions versions) {
		this.random = new Random(versions.seed());
		this.versions = versions;
		this.first = generator.writes(this.random);
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
				write();
			}
		}
	}

	/** Adds a version whose changes are not refused. */
	private void expand() {
		for (int tries = 0; true; tries++) {
			Family edge = this.versions.proposal();
			try {
				unchanged(oldest(), newest(), () -> this.versions.expand(edge));
				accept(edge);
				return;
			}
			catch (InvalidPlanException ex) {
				assertThat(tries).as("tries until %s", ex).isLessThan(20);
			}
		}
	}

	private void accept(Family edge) {
		List<Member> added = IntStream.range(0, edge.chains().size())
			.mapToObj((index) -> Member.after(writes(newest() - 1, index), edge, index, newest() - 1,
					200 * ++this.added, this.random, this.versions.sessions()))
			.toList();
		this.members.add(added);
		for (Member member : added) {
			assertThat(member.disagreements()).as("after expand\n%s", this.versions).isEmpty();
		}
	}

	@Override
	public void completeTo(int version) {
		unchanged(version, newest(), () -> this.versions.completeTo(version));
	}

	@Override
	public void abort() {
		unchanged(oldest(), newest() - 1, this.versions::abort);
		this.members.remove(this.members.size() - 1);
	}

	@Override
	public void completeAll() {
		if (oldest() < newest()) {
			completeTo(newest());
		}
		this.versions.requireEnd();
	}

	/** Requires that rows and columns of the versions that stay are the same. */
	private void unchanged(int first, int last, Runnable transition) {
		List<Object> before = seen(first, last);
		transition.run();
		assertThat(seen(first, last)).as("what v%d to v%d see\n%s", first, last, this.versions).isEqualTo(before);
	}

	private List<Object> seen(int first, int last) {
		List<Object> seen = new ArrayList<>();
		for (int version = first; version <= last; version++) {
			for (Side side : this.versions.sides(version)) {
				seen.add(side.rows(this.versions.client(version)));
				seen.add(side.resultType(this.versions.client(version)));
			}
		}
		return seen;
	}

	private int oldest() {
		return this.versions.oldest();
	}

	private int newest() {
		return this.versions.newest();
	}

	@Override
	public void write() {
		if (newest() == 1) {
			return;
		}
		for (int count = 0; count < WRITES * (newest() - oldest() + 1); count++) {
			int version = oldest() + this.random.nextInt(newest() - oldest() + 1);
			int table = this.random.nextInt(this.versions.sides(version).size());
			write(version, table, writes(version, table).next());
		}
	}

	private RandomWrites writes(int version, int table) {
		return (version == 1) ? this.first.get(table) : this.members.get(version - 2).get(table).newWrites();
	}

	private void write(int version, int table, String sql) {
		List<List<Rows>> then = live(Member::rows);
		boolean unversioned = version == oldest() && this.random.nextInt(3) == 0;
		boolean alone = this.versions.sides(version).size() == 1;
		if (alone) {
			this.versions.makeTwin(version, table);
		}
		this.versions.note("%s: %s".formatted(unversioned ? "unversioned" : "v" + version, sql));
		Sessions sessions = this.versions.sessions();
		run(unversioned ? sessions.unversioned() : sessions.version(version), sql);
		if (alone) {
			run(sessions.twin(version), sql);
			requireOwn(version, table);
		}
		for (int edge = oldest(); edge < newest(); edge++) {
			List<Member> between = this.members.get(edge - 1);
			for (int index = 0; index < between.size(); index++) {
				Rows before = then.get(edge - oldest()).get(index);
				Member member = between.get(index);
				assertThat(member.rows().equals(before) ? List.of() : member.differences(before, version <= edge))
					.as("what v%d and v%d see of what v%d wrote\n%s", edge, edge + 1, version, this.versions)
					.isEmpty();
			}
		}
	}

	private void requireOwn(int version, int table) {
		Side side = this.versions.sides(version).get(table);
		boolean partitioned = this.versions.tables().get(table).partitioned();
		assertThat(side.predictableRows(this.versions.client(version), partitioned))
			.as("what v%d sees of what it wrote\n%s", version, this.versions)
			.isEqualTo(side.predictableRows(this.versions.sessions().twin(version), partitioned));
	}

	private <T> List<List<T>> live(Function<Member, T> property) {
		return this.members.subList(oldest() - 1, this.members.size())
			.stream()
			.map((between) -> between.stream().map(property).toList())
			.toList();
	}

	private void run(JdbcClient client, String sql) {
		try {
			client.sql(sql).update();
		}
		catch (RuntimeException ex) {
			throw new AssertionError("A client's statement failed: %s%n%s".formatted(sql, this.versions), ex);
		}
	}

	@Override
	public void close() {
		this.versions.close();
	}

}
