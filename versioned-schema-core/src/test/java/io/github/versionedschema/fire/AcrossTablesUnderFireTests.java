package io.github.versionedschema.fire;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that values which one table has from another agree while clients of both versions
 * change both tables.
 */
@PostgresTest
@Tag("thorough")
class AcrossTablesUnderFireTests {

	private static final Change MOVE = Change.named("move a column to another table").findFirst().orElseThrow();

	/** Of each version. More hold keys for longer than others wait on a busy machine. */
	private static final int CLIENTS = 2;

	private static final Change EXTRACT = Change.named("extract a table").findFirst().orElseThrow();

	private static final Change ADD = new Change("add a column", """
			create table users (id int primary key, email text);
			create table profiles (id bigint generated always as identity primary key, user_id int references users);
			create index on profiles (user_id);
			insert into users select n, 'mail' || n from generate_series(1, 60) n;
			""", """
			- add_column:
			    table: profiles
			    column: {name: email, type: text}
			    up: {table: users, value: users.email, where: profiles.user_id = users.id}
			""",
			List.of("insert into profiles (user_id) values (?::int % 20 + 1), (? % 20 + 1)",
					"update users set email = 'older ' || random() where id = ?::int % 20 + 1",
					"update profiles set user_id = ?::int % 20 + 1 where id = ?"),
			List.of());

	@RepeatedTest(2)
	void aMovedColumnIsTheSameInBothVersions(TestDatabase database) {
		Release release = Release.installed(database, MOVE);
		try (VersionedSchema second = release.second();
				Clients older = Clients.start(database, "01_old", MOVE.older(), CLIENTS)) {
			older.awaitStatements(100);
			second.expand();
			try (Clients newer = Clients.start(database, "02_new", MOVE.newer(), CLIENTS)) {
				newer.awaitStatements(1500);
				older.close();
				newer.close();
				assertThat(newer.failures()).isEmpty();
				assertThat(older.failures()).isEmpty();
				assertThat(disagreeing(database)).isEmpty();
			}
			second.complete(false);
		}
	}

	@RepeatedTest(2)
	void aRowThatIsInsertedWhileItsValueChangesHasTheLastValue(TestDatabase database) {
		Release release = Release.installed(database, ADD);
		try (VersionedSchema second = release.second();
				Clients older = Clients.start(database, "01_old", ADD.older(), 4)) {
			second.expand();
			older.awaitStatements(1500);
			older.close();
			assertThat(older.failures()).isEmpty();
			assertThat(disagreeing(database)).isEmpty();
			assertThat(database.jdbc().sql("select count(*) from profiles").query(Long.class).single())
				.isGreaterThan(100);
		}
	}

	@RepeatedTest(2)
	void rowsOfANewTableAreTheSameInBothVersions(TestDatabase database) {
		Release release = Release.installed(database, EXTRACT);
		try (VersionedSchema second = release.second();
				Clients older = Clients.start(database, "01_old", EXTRACT.older(), CLIENTS)) {
			older.awaitStatements(100);
			second.expand();
			try (Clients newer = Clients.start(database, "02_new", EXTRACT.newer(), CLIENTS)) {
				newer.awaitStatements(1500);
				older.close();
				newer.close();
				assertThat(newer.failures()).isEmpty();
				assertThat(older.failures()).isEmpty();
				assertThat(database.jdbc().sql("""
						select concat_ws(', ', id, users.city, addresses.city, users.street, addresses.street)
						from users full join addresses on user_id = id
						where (users.city, users.street) is distinct from (addresses.city, addresses.street)
						""").query(String.class).list()).isEmpty();
			}
			second.complete(false);
		}
	}

	private static List<String> disagreeing(TestDatabase database) {
		return database.jdbc().sql("""
				select concat_ws(', ', users.id, users.email, profiles.email)
				from users join profiles on user_id = users.id
				where users.email is distinct from profiles.email
				""").query(String.class).list();
	}

}
