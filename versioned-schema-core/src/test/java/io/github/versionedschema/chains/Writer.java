package io.github.versionedschema.chains;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.RandomWrites;
import io.github.versionedschema.chains.table.Side;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A client that writes its own rows, and runs each statement also on an unmigrated copy
 * of the table. In other rows it updates one column from which no other column is
 * derived.
 */
final class Writer implements AutoCloseable {

	private final Random random;

	private final SingleConnectionDataSource session;

	private final SingleConnectionDataSource copy;

	private final RandomWrites writes;

	private final Side side;

	/**
	 * Creates it.
	 * @param session session of its version; closed with this client
	 * @param copy session on the copy; closed with this client
	 * @param writes its statements
	 * @param side the table in its version
	 */
	Writer(Random random, SingleConnectionDataSource session, SingleConnectionDataSource copy, RandomWrites writes,
			Side side) {
		this.random = random;
		this.session = session;
		this.copy = copy;
		this.writes = writes;
		this.side = side;
	}

	/**
	 * Writes until it is stopped.
	 * @param stopped whether it is stopped
	 * @param least how often it writes at least
	 * @param unrelated the identity of the column that it also updates in other rows, or
	 * null
	 */
	void write(AtomicBoolean stopped, int least, @Nullable Integer unrelated) {
		ChainColumn scattered = (unrelated != null) ? this.side.find(unrelated) : null;
		for (int count = 0; count < least || !stopped.get(); count++) {
			String sql = this.writes.next();
			update(this.session, sql);
			update(this.copy, sql);
			if (scattered != null && this.random.nextInt(3) == 0) {
				update(this.session,
						"update %s set %s = %s where %s = %d".formatted(Identifier.quote(this.side.table()),
								scattered.sql(), RandomWrites.value(this.random, scattered), this.side.key().sql(),
								1 + this.random.nextInt(Writers.ROWS)));
			}
			read();
		}
	}

	/** Runs a statement that stays prepared. */
	private void read() {
		JdbcClient.create(this.session)
			.sql("select * from %s where %s = ?".formatted(Identifier.quote(this.side.table()), this.side.key().sql()))
			.param(1 + this.random.nextInt(Writers.ROWS))
			.query()
			.listOfRows();
	}

	private static void update(SingleConnectionDataSource session, String sql) {
		try {
			JdbcClient.create(session).sql(sql).update();
		}
		catch (RuntimeException ex) {
			throw new AssertionError("A client's statement failed: " + sql, ex);
		}
	}

	@Override
	public void close() {
		this.session.destroy();
		this.copy.destroy();
	}

}
