package io.github.versionedschema.plan.sync;

import io.github.versionedschema.test.TestDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A session that holds a lock and a client that wants it, each with an open transaction.
 */
final class TwoSessions implements AutoCloseable {

	private final TestDatabase database;

	private final SingleConnectionDataSource holder;

	private final SingleConnectionDataSource client;

	TwoSessions(TestDatabase database) {
		this.database = database;
		this.holder = open();
		this.client = open();
	}

	/** Opens one more session. */
	SingleConnectionDataSource open() {
		SingleConnectionDataSource session = new SingleConnectionDataSource(this.database.url(), this.database.user(),
				this.database.password(), true);
		session.setAutoCommit(false);
		return session;
	}

	JdbcClient holder() {
		return JdbcClient.create(this.holder);
	}

	JdbcClient client() {
		return JdbcClient.create(this.client);
	}

	void endHolder() {
		this.holder.destroy();
	}

	void endClient() {
		this.client.destroy();
	}

	/** Returns how many sessions wait for a lock. */
	int waiting() {
		return this.database.jdbc()
			.sql("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
			.query(Integer.class)
			.single();
	}

	@Override
	public void close() {
		endClient();
		endHolder();
	}

}
