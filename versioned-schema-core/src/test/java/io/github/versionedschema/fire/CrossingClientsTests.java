package io.github.versionedschema.fire;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests how clients of two versions wait for each other if a value belongs to one table
 * in the older version and to another one in the newer. Neither they nor the leader are
 * superusers.
 */
@PostgresTest
@Timeout(60)
@Tag("thorough")
class CrossingClientsTests {

	private TestDatabase database;

	private String application;

	private Moved moved;

	private final List<Client> clients = new ArrayList<>();

	/**
	 * A value of {@code users} that the newer version has in another table.
	 *
	 * @param change the migration
	 * @param table the table of the newer version
	 * @param value the column
	 */
	private record Moved(String change, String table, String value) {

		String older(String users) {
			return "update users set %s = 'older' where id in (%s)".formatted(this.value, users);
		}

		String newer(String users) {
			return "update %s set %s = 'newer' where user_id in (%s)".formatted(this.table, this.value, users);
		}

		String lock(String users) {
			return "select from %s where user_id in (%s) order by user_id".formatted(this.table, users);
		}

	}

	private static Stream<Moved> moved() {
		return Stream.of(new Moved("move a column to another table", "profiles", "email"),
				new Moved("extract a table", "addresses", "city"));
	}

	private void expand(TestDatabase database, Moved moved) {
		this.database = database;
		this.moved = moved;
		String leader = database.createRole();
		this.application = database.createRole();
		database.jdbc()
			.sql("grant create on database %1$s to %2$s; grant usage, create on schema public to %2$s"
				.formatted(database.name(), leader))
			.update();
		Change change = Change.named(moved.change()).findFirst().orElseThrow();
		String given = change.given().replaceAll("(?s)do \\$\\$.*?end \\$\\$;", "")
				+ "grant select, insert, update, delete on all tables in schema public to " + this.application + ";\n";
		Release release = Release.installed(() -> database.dataSource(leader, leader).getConnection(),
				new Change(change.name(), given, change.operations(), List.of(), List.of()));
		release.run(Transition.EXPAND);
		database.jdbc()
			.sql("grant select, insert, update, delete on %s to %s".formatted(moved.table(), this.application))
			.update();
	}

	@AfterEach
	void close() {
		this.clients.forEach(Client::close);
	}

	@ParameterizedTest
	@MethodSource("moved")
	void anOlderClientLeavesSeveralRowsToANewerOneThatWaitsForOneOfThem(Moved moved, TestDatabase database) {
		expand(database, moved);
		Client older = client(Release.OLD);
		Client newer = client(Release.NEW);
		meet(older, newer);
		assertThat(disagreeing()).isEmpty();
		assertThat(valuesOf("1, 2")).containsExactly("newer", "newer");
	}

	@ParameterizedTest
	@MethodSource("moved")
	void rowsThatOthersHaveLockedAsWellAreLeftToANewerClient(Moved moved, TestDatabase database) {
		expand(database, moved);
		Client reader = client(Release.NEW);
		reader.execute(moved.lock("1, 2") + " for key share");
		Client older = client(Release.OLD);
		Client newer = client(Release.NEW);
		meet(older, newer);
		reader.commit();
		assertThat(disagreeing()).isEmpty();
		assertThat(valuesOf("1, 2")).containsExactly("newer", "newer");
	}

	/** Each has the rows that the other one waits for. */
	private void meet(Client older, Client newer) {
		Client first = client(Release.NEW);
		first.execute(this.moved.lock("1") + " for no key update");
		CompletableFuture<Void> newerDone = newer.start(this.moved.newer("1, 2"));
		newer.awaitBlocked();
		CompletableFuture<Void> olderDone = older.start(this.moved.older("1, 2"));
		older.awaitBlocked();
		first.commit();
		assertThat(olderDone).succeedsWithin(30, TimeUnit.SECONDS);
		older.commit();
		assertThat(newerDone).succeedsWithin(30, TimeUnit.SECONDS);
		newer.commit();
	}

	@ParameterizedTest
	@MethodSource("moved")
	void anOlderClientLeavesARowToANewerOneThatWaitsForAnotherOne(Moved moved, TestDatabase database) {
		expand(database, moved);
		Client last = client(Release.NEW);
		last.execute(moved.lock("2") + " for update");
		Client newer = client(Release.NEW);
		CompletableFuture<Void> newerDone = newer.start(moved.newer("1, 2"));
		newer.awaitBlocked();
		Client older = client(Release.OLD);
		CompletableFuture<Void> olderDone = older.start(moved.older("1, 2"));
		older.awaitBlocked();
		CompletableFuture<Void> lastDone = last.start(moved.newer("2"));
		assertThat(olderDone).succeedsWithin(30, TimeUnit.SECONDS);
		older.commit();
		assertThat(lastDone).succeedsWithin(30, TimeUnit.SECONDS);
		last.commit();
		assertThat(newerDone).succeedsWithin(30, TimeUnit.SECONDS);
		newer.commit();
		assertThat(disagreeing()).isEmpty();
		assertThat(valuesOf("1, 2")).containsExactly("newer", "newer");
	}

	@ParameterizedTest
	@MethodSource("moved")
	void anOlderClientDoesNotGiveWayToAClientThatWaitsForAnother(Moved moved, TestDatabase database) {
		expand(database, moved);
		Client other = client(Release.OLD);
		other.execute("select from users where id = 2 for update");
		Client unrelated = client(Release.NEW);
		CompletableFuture<Void> unrelatedDone = unrelated.start(moved.newer("2"));
		unrelated.awaitBlocked();
		Client holder = client(Release.NEW);
		holder.execute(moved.lock("1") + " for update");
		Client older = client(Release.OLD);
		older.execute("set lock_timeout = '1500ms'");
		older.commit();
		assertThatThrownBy(() -> older.execute(moved.older("1")))
			.satisfies((ex) -> assertThat(SqlStates.is(ex, SqlStates.LOCK_NOT_AVAILABLE)).isTrue());
		older.rollback();
		older.execute("set lock_timeout = 0");
		CompletableFuture<Void> olderDone = older.start(moved.older("1"));
		older.awaitBlocked();
		holder.commit();
		assertThat(olderDone).succeedsWithin(30, TimeUnit.SECONDS);
		older.commit();
		other.commit();
		assertThat(unrelatedDone).succeedsWithin(30, TimeUnit.SECONDS);
		unrelated.commit();
		assertThat(disagreeing()).isEmpty();
		assertThat(valuesOf("1")).containsExactly("older");
	}

	@ParameterizedTest
	@MethodSource("moved")
	void aClientGetsAnErrorIfNoneCanGiveWay(Moved moved, TestDatabase database) {
		expand(database, moved);
		Client newer = client(Release.NEW);
		newer.execute(moved.lock("1") + " for update");
		Client older = client(Release.OLD);
		CompletableFuture<Void> olderDone = older.start(moved.older("1"));
		older.awaitBlocked();
		CompletableFuture<Void> newerDone = newer.start("update users set name = 'newer' where id = 1");
		await().until(() -> olderDone.isCompletedExceptionally() || newerDone.isCompletedExceptionally());
		boolean olderFailed = olderDone.isCompletedExceptionally();
		Client failed = olderFailed ? older : newer;
		assertThatThrownBy(() -> (olderFailed ? olderDone : newerDone).join())
			.satisfies((ex) -> assertThat(SqlStates.is(ex, "40P01")).isTrue());
		failed.rollback();
		assertThat(olderFailed ? newerDone : olderDone).succeedsWithin(30, TimeUnit.SECONDS);
		(olderFailed ? newer : older).commit();
		assertThat(disagreeing()).isEmpty();
	}

	private List<String> disagreeing() {
		PGSimpleDataSource newer = this.database.dataSource();
		newer.setCurrentSchema("public_02_new,public");
		return JdbcClient.create(newer).sql("""
				select concat_ws(', ', id, users.%1$s, %2$s.%1$s) from public_01_old.users join %2$s on user_id = id
				where users.%1$s is distinct from %2$s.%1$s
				""".formatted(this.moved.value(), this.moved.table())).query(String.class).list();
	}

	private List<String> valuesOf(String users) {
		return this.database.jdbc()
			.sql("select %s from public_01_old.users where id in (%s) order by id".formatted(this.moved.value(), users))
			.query(String.class)
			.list();
	}

	private Client client(String version) {
		Client client = new Client(version);
		this.clients.add(client);
		return client;
	}

	/** A session of one version in a transaction. */
	private final class Client {

		private final SingleConnectionDataSource source;

		private final int pid;

		Client(String version) {
			PGSimpleDataSource attached = CrossingClientsTests.this.database
				.dataSource(CrossingClientsTests.this.application, CrossingClientsTests.this.application);
			attached.setCurrentSchema("public_" + version + ",public");
			attached.setOptions("-c enable_seqscan=off -c enable_bitmapscan=off -c statement_timeout=30s");
			try {
				Connection connection = attached.getConnection();
				connection.setAutoCommit(false);
				this.source = new SingleConnectionDataSource(connection, true);
				this.pid = connection.unwrap(PGConnection.class).getBackendPID();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

		void execute(String sql) {
			new JdbcTemplate(this.source).execute(sql);
		}

		CompletableFuture<Void> start(String sql) {
			return CompletableFuture.runAsync(() -> execute(sql));
		}

		void awaitBlocked() {
			await().until(() -> CrossingClientsTests.this.database.jdbc()
				.sql("select cardinality(pg_blocking_pids(?)) > 0")
				.param(this.pid)
				.query(Boolean.class)
				.single());
		}

		void commit() {
			execute("commit");
		}

		void rollback() {
			execute("rollback");
		}

		void close() {
			this.source.destroy();
		}

	}

}
