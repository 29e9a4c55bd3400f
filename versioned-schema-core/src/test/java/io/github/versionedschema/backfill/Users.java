package io.github.versionedschema.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.test.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Table whose column {@code label} is filled from its column {@code n}, with the trigger
 * that fills it for every write while the backfill runs.
 */
final class Users {

	static final Action.Backfill FILL = new Action.Backfill("public", "users", "\"label\" = up(\"n\")", null,
			List.of("label"));

	private static final String SYNC = """
			create function up(n int) returns text language sql return 'label ' || n;
			create table fired (by text);
			grant insert on fired to public;
			create function sync() returns trigger language plpgsql as $$
				begin new.label := up(new.n); return new; end $$;
			create function fired() returns trigger language plpgsql as $$
				begin insert into fired values (tg_name); return new; end $$;
			""";

	private static final String TRIGGERS = """
			create trigger ours before insert or update on users for each row
				when (current_setting('versioned_schema.backfill', true) is distinct from 'on') execute function sync();
			alter table users enable always trigger ours;
			create trigger users_own after update on users for each row
				when (current_setting('application_name') like '%leader%') execute function fired();
			""";

	private final JdbcClient jdbc;

	private final TestDatabase database;

	Users(TestDatabase database, int rows) {
		this(database, rows, "create table users (id int primary key, n int not null, note text not null, label text)");
	}

	Users(TestDatabase database, int rows, String table) {
		this.database = database;
		this.jdbc = database.jdbc();
		execute(SYNC);
		execute(table);
		execute("insert into users (id, n, note) select i, i * 7, repeat('x', 60) from generate_series(1, " + rows
				+ ") i");
		execute(TRIGGERS);
	}

	JdbcClient jdbc() {
		return this.jdbc;
	}

	void execute(String sql) {
		try (Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	long count(String condition) {
		return this.jdbc.sql("select count(*) from users where " + condition).query(Long.class).single();
	}

	/** Returns the number of rows whose label differs from the expression. */
	long wrong() {
		return count("label is distinct from up(n)");
	}

	long firedTriggersOfUsers() {
		return this.jdbc.sql("select count(*) from fired").query(Long.class).single();
	}

	/** Returns a leader that fills rows in physical order. */
	Filling fill(long batchMillis) {
		return fill(FILL, batchMillis);
	}

	Filling fill(Action.Backfill action, long batchMillis) {
		return new Filling(this.database.dataSource()::getConnection, action, Duration.ofMillis(batchMillis));
	}

	<T> T journal(String column, Class<T> type) {
		return this.jdbc.sql("select " + column + " from versioned_schema.backfill order by part limit 1")
			.query(type)
			.single();
	}

}
