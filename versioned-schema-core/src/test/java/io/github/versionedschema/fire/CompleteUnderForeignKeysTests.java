package io.github.versionedschema.fire;

import java.time.Duration;
import java.util.List;

import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests complete under foreign-key checks, which lock the table first, and queries, which
 * lock the view first: acquiring both locks at once would cause a deadlock with one of
 * them.
 */
@PostgresTest
class CompleteUnderForeignKeysTests {

	private static final Logger logger = LoggerFactory.getLogger(CompleteUnderForeignKeysTests.class);

	private static final Change CHANGE = new Change("both tables of a foreign key",
			"""
					create table users (id int primary key, name text, n int not null default 0);
					insert into users select n, 'Mary ' || n, 0 from generate_series(1, 60) n;
					create table orders (id bigint generated always as identity primary key, user_id int not null references users, cents int not null);
					insert into orders (user_id, cents) select n, n from generate_series(1, 60) n;
					""",
			"""
					- alter_column: {table: users, column: name, type: varchar(100), up: upper(name), down: name}
					- alter_column: {table: orders, column: cents, type: bigint, up: cents, down: cents::int}
					""", List.of(),
			List.of("insert into orders (user_id, cents) values (?, 5)", "select * from users where id = ?",
					"select o.cents, u.name from orders o join users u on u.id = o.user_id where o.id = ?",
					"select u.name, count(o.id) from users u left join orders o on o.user_id = u.id where u.id = ? group by u.name",
					"update users set n = n + 1 where id = ?", "update orders set user_id = ? where id = 7",
					"delete from orders where id = 1000000 + ?"));

	@Test
	void noStatementFailsAndNobodyIsTheVictimOfADeadlock(TestDatabase database) {
		Release release = Release.installed(database, CHANGE);
		release.run(Transition.EXPAND);
		long deadlocks = deadlocks(database);
		try (Clients clients = Clients.start(database, Release.NEW, CHANGE.newer(), 16)) {
			clients.awaitStatements(1000);
			Duration before = clients.longest();
			release.run(Transition.COMPLETE);
			Duration meanwhile = clients.longest();
			clients.awaitStatements(1000);
			clients.close();
			assertThat(clients.failures()).isEmpty();
			logger.info("Longest statement of 16 clients: {} ms before complete, {} ms while it ran", before.toMillis(),
					meanwhile.toMillis());
		}
		assertThat(deadlocks(database)).isEqualTo(deadlocks);
	}

	private static long deadlocks(TestDatabase database) {
		return database.jdbc()
			.sql("select deadlocks from pg_stat_database where datname = current_database()")
			.query(Long.class)
			.single();
	}

}
