package io.github.versionedschema.fire;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Pace;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.FreezingProxy;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a leader with high network latency holds locks no longer than a close one:
 * all statements under a lock are sent in one message.
 */
@PostgresTest
@Tag("thorough")
class DistantLeaderTests {

	private static final Duration ONE_WAY = Duration.ofMillis(Integer.getInteger("fire.delay", 20));

	private static final List<String> STATEMENTS = List.of("select * from t where id = ?",
			"update t set a = a + 1 where id = ?", "update t set b = 'y' where id = ?");

	/**
	 * With separate statements a client would wait for dozens of round trips.
	 */
	@Test
	void clientsBesideTheServerDoNotWaitForTheRoundTripsOfTheLeader(TestDatabase database) {
		PGSimpleDataSource near = database.dataSource();
		try (FreezingProxy proxy = new FreezingProxy(
				new InetSocketAddress(near.getServerNames()[0], near.getPortNumbers()[0]), ONE_WAY)) {
			Release release = Release.installed(() -> {
				PGSimpleDataSource far = database.dataSource();
				far.setServerNames(new String[] { "localhost" });
				far.setPortNumbers(new int[] { proxy.port() });
				return far.getConnection();
			}, new Change("distant", """
					create table t (id int primary key, a int not null check (a > 0), b text, c text);
					create index t_a on t (a);
					create index t_a_b on t (a, b);
					insert into t select n, n, 'b' || n from generate_series(1, 500) n;
					create table o (id int primary key, a int);
					""", """
					- alter_column: {table: t, column: a, type: bigint, down: a::int}
					- alter_column: {table: t, column: b, type: varchar(50), down: b}
					- rename_column: {table: t, from: c, to: d}
					- add_column: {table: t, column: {name: e, type: int, default: "7"}}
					""", List.of(), List.of()));
			try (VersionedSchema second = release.second();
					Clients older = Clients.start(database, Release.OLD, STATEMENTS)) {
				older.awaitStatements(100);
				int before = proxy.roundTrips();
				requireShortStall(Transition.EXPAND, second, older);
				// About 130 round trips, for some 400 statements.
				assertThat(proxy.roundTrips() - before).isLessThan(200);
				requireShortStall(Transition.ABORT, second, older);
				requireShortStall(Transition.EXPAND, second, older);
				try (Clients newer = Clients.start(database, Release.NEW, STATEMENTS)) {
					older.close();
					requireShortStall(Transition.COMPLETE, second, newer);
					newer.close();
					assertThat(newer.failures()).isEmpty();
				}
				assertThat(older.failures()).isEmpty();
			}
		}
	}

	private static void requireShortStall(Transition transition, VersionedSchema schema, Clients clients) {
		Pace pace = Pace.of("Round trip of " + ONE_WAY.multipliedBy(2).toMillis() + " ms", transition, schema, clients);
		assertThat(pace.stall()).isLessThan(ONE_WAY.multipliedBy(2 * 20));
	}

}
