package io.github.versionedschema.fire;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.execute.Leader;
import io.github.versionedschema.execute.TransitionEvent;
import io.github.versionedschema.execute.TransitionListener;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The leader's connection is killed at the beginning and at the end of every step, while
 * clients of the old version write. Whoever comes next goes on to the right catalogue and
 * the right data, or undoes everything.
 */
@PostgresTest
class KilledLeaderTests {

	private static final Change CHANGE = new Change("everything",
			"""
					create table users (id bigint generated always as identity primary key, full_name text, email text unique, n int default 0);
					create table orders (id serial primary key, user_id bigint references users, cents int not null check (cents >= 0));
					insert into users (full_name, email) select 'Mary ' || n, 'm' || n from generate_series(1, 200) n;
					insert into orders (user_id, cents) select id, id * 10 from users;
					""",
			"""
					- sql: {up: "create function loud(t text) returns text language sql as 'select upper(t)'", down: "drop function loud(text)"}
					- create_table: {name: things, columns: [{name: id, type: int, pk: true}]}
					- alter_column: {table: users, column: id, type: int, up: id::int, down: id}
					- alter_column: {table: users, column: email, nullable: false, up: loud(email), down: email}
					- alter_column: {table: orders, column: cents, type: 'numeric(12,2)', up: cents / 100.0, down: round(cents * 100)}
					- rename_column: {table: orders, from: cents, to: amount}
					- create_index: {name: by_amount, table: orders, columns: [amount]}
					- rename_table: {from: orders, to: purchases}
					""",
			List.of("update users set n = n + 1 where id = ?", "insert into orders (user_id, cents) values (?, 7)",
					"update orders set cents = cents + 1 where id = ?"),
			List.of());

	@Test
	void expandGoesOnAndAbortUndoesAfterAKillAtAnyPoint(TestDatabase database) {
		Release release = Release.installed(database, CHANGE);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		int points = points(release, (schema) -> schema.expand());
		try (VersionedSchema second = release.second()) {
			second.abort(false);
		}
		try (Clients older = Clients.start(database, "01_old", CHANGE.older())) {
			for (int point = 1; point <= points; point++) {
				killed(release, point, VersionedSchema::expand);
				try (VersionedSchema next = release.second()) {
					if (point % 2 == 0) {
						next.expand();
						assertThat(next.verify()).as("point %d", point)
							.allSatisfy((verification) -> assertThat(verification.rows()).isZero());
					}
					next.abort(false);
				}
				assertThat(CatalogueSnapshot.of(database, "public")).as("point %d", point).isEqualTo(before);
			}
			older.close();
			assertThat(older.failures()).isEmpty();
		}
	}

	@Test
	void abortGoesOnAfterAKillAtAnyPoint(TestDatabase database) {
		Release release = Release.installed(database, CHANGE);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		expand(release);
		int points = points(release, (schema) -> schema.abort(false));
		for (int point = 1; point <= points; point++) {
			expand(release);
			killed(release, point, (schema) -> schema.abort(false));
			try (VersionedSchema next = release.second()) {
				next.abort(false);
			}
			assertThat(CatalogueSnapshot.of(database, "public")).as("point %d", point).isEqualTo(before);
		}
	}

	@Test
	void completeGoesOnAfterAKillAtAnyPoint() {
		CatalogueSnapshot expected;
		int points;
		try (TestDatabase database = TestServer.shared().createDatabase()) {
			Release release = Release.installed(database, CHANGE);
			expand(release);
			points = points(release, (schema) -> schema.complete(false));
			expected = CatalogueSnapshot.of(database, "public");
		}
		for (int point = 1; point <= points; point++) {
			try (TestDatabase database = TestServer.shared().createDatabase()) {
				Release release = Release.installed(database, CHANGE);
				expand(release);
				killed(release, point, (schema) -> schema.complete(false));
				try (VersionedSchema next = release.second()) {
					next.expand();
					next.complete(false);
				}
				assertThat(CatalogueSnapshot.of(database, "public")).as("point %d", point).isEqualTo(expected);
				assertThat(database.jdbc()
					.sql("select count(*) from purchases where amount <> round(id * 0.1, 2) and id <= 200")
					.query(Integer.class)
					.single()).isZero();
			}
		}
	}

	private static void expand(Release release) {
		try (VersionedSchema second = release.second()) {
			second.expand();
		}
	}

	/**
	 * Runs a transition undisturbed and counts the points at which it could have been
	 * killed.
	 */
	private static int points(Release release, java.util.function.Consumer<VersionedSchema> transition) {
		List<TransitionEvent> points = new ArrayList<>();
		try (VersionedSchema second = release.second((event) -> {
			if (isPoint(event)) {
				points.add(event);
			}
		})) {
			transition.accept(second);
		}
		return points.size();
	}

	private static void killed(Release release, int point, java.util.function.Consumer<VersionedSchema> transition) {
		AtomicInteger seen = new AtomicInteger();
		TransitionListener killer = (event) -> {
			if (isPoint(event) && seen.incrementAndGet() == point) {
				release.database()
					.jdbc()
					.sql("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = ? and datname = current_database()")
					.param(Leader.APPLICATION_NAME)
					.query()
					.listOfRows();
			}
		};
		try (VersionedSchema second = release.second(killer)) {
			transition.accept(second);
		}
		catch (RuntimeException ex) {
			// killed: the next one goes on
		}
		assertThat(seen.get()).isGreaterThanOrEqualTo(point);
	}

	private static boolean isPoint(TransitionEvent event) {
		return event instanceof TransitionEvent.StepStarted || event instanceof TransitionEvent.StepDone;
	}

}
