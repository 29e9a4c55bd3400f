package io.github.versionedschema.kills;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Checkpoint;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.TestDatabase;

import static org.awaitility.Awaitility.await;

/**
 * A statement of a leader whose duration is controlled by the test.
 */
enum LongStatement {

	LOCK_OF_EXPAND(Transition.EXPAND, "expand.users", "lock table users in access share mode",
			"wait_event_type = 'Lock'"),

	BATCH_OF_BACKFILL(Transition.EXPAND, "backfill.users", null, "wait_event = 'PgSleep'"),

	BUILD_OF_INDEX(Transition.EXPAND, "index.by_email", "lock table users in row exclusive mode",
			"wait_event_type = 'Lock' and query like 'CREATE INDEX CONCURRENTLY%'"),

	LOCK_OF_ABORT(Transition.ABORT, "expand.users", "lock table users in access share mode",
			"wait_event_type = 'Lock'"),

	LOCK_OF_COMPLETE(Transition.COMPLETE, "contract.users", "lock table users in access share mode",
			"wait_event_type = 'Lock'");

	static final Change CHANGE = new Change("long statements", """
			create table users (id int primary key, email text);
			insert into users select n, 'm' || n from generate_series(1, 300) n;
			create table held (id int primary key);
			create function slow(t text) returns text language plpgsql as
				'begin while exists (select from held) loop perform pg_sleep(0.02); end loop; return upper(t); end';
			""", """
			- alter_column: {table: users, column: email, type: varchar(100), up: slow(email), down: email}
			- create_index: {name: by_email, table: users, columns: [email]}
			""", List.of(), List.of());

	private final Transition transition;

	private final String step;

	private final String lock;

	private final String inside;

	LongStatement(Transition transition, String step, String lock, String inside) {
		this.transition = transition;
		this.step = step;
		this.lock = lock;
		this.inside = inside;
	}

	Transition transition() {
		return this.transition;
	}

	/** Installs the first release, and prepares the transition. */
	Release prepare(TestDatabase database) {
		Release release = Release.installed(database, CHANGE);
		if (this.transition != Transition.EXPAND) {
			release.run(Transition.EXPAND);
		}
		return release;
	}

	/** Returns the checkpoint before which the statement is blocked. */
	Checkpoint before() {
		return Checkpoint.beginningOf(this.step);
	}

	/** Blocks the statement until the returned hold is closed. */
	Hold hold(TestDatabase database) {
		try {
			return (this.lock != null) ? holdLock(database) : holdBatch(database);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Hold holdLock(TestDatabase database) throws SQLException {
		Connection connection = database.dataSource().getConnection();
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute(this.lock);
		}
		return () -> {
			try {
				connection.close();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		};
	}

	private static Hold holdBatch(TestDatabase database) {
		database.jdbc().sql("insert into held values (1)").update();
		return () -> database.jdbc().sql("delete from held").update();
	}

	/** Waits until the leader is running the statement. */
	void awaitLeaderInside(TestDatabase database) {
		await().atMost(Duration.ofMinutes(1))
			.pollInterval(Duration.ofMillis(10))
			.until(() -> database.jdbc()
				.sql("select count(*) > 0 from pg_stat_activity where state = 'active' and application_name = ? and datname = current_database() and "
						+ this.inside)
				.param(Leader.APPLICATION_NAME)
				.query(Boolean.class)
				.single());
	}

	interface Hold extends AutoCloseable {

		@Override
		void close();

	}

}
