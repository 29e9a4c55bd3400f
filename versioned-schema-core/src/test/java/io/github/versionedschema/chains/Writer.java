package io.github.versionedschema.chains;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A client that writes the rows it owns, each statement also into a copy of the table
 * that no migration touches. Of other rows it updates one column that nothing follows
 * from.
 */
final class Writer implements AutoCloseable {

	private final Random random;

	private final SingleConnectionDataSource session;

	private final SingleConnectionDataSource copy;

	private final RandomWrites writes;

	private final Side side;

	private final @Nullable ChainColumn unrelated;

	/**
	 * Creates it.
	 * @param session of the version that it belongs to; closed with it
	 * @param copy of the copy; closed with it
	 * @param writes what it writes
	 * @param side what it sees
	 * @param unrelated the column that it updates in other rows too
	 */
	Writer(Random random, SingleConnectionDataSource session, SingleConnectionDataSource copy, RandomWrites writes,
			Side side, @Nullable ChainColumn unrelated) {
		this.random = random;
		this.session = session;
		this.copy = copy;
		this.writes = writes;
		this.side = side;
		this.unrelated = unrelated;
	}

	/** Writes until it is told to stop, and at least so often. */
	void write(AtomicBoolean stopped, int least) {
		for (int count = 0; count < least || !stopped.get(); count++) {
			String sql = this.writes.next();
			update(this.session, sql);
			update(this.copy, sql);
			if (this.unrelated != null && this.random.nextInt(3) == 0) {
				update(this.session,
						"update %s set %s = %s where %s = %d".formatted(Identifier.quote(this.side.table()),
								this.unrelated.sql(), RandomWrites.value(this.random, this.unrelated),
								this.side.key().sql(), 1 + this.random.nextInt(ConcurrentRun.ROWS)));
			}
			read();
		}
	}

	/** A statement that stays prepared. */
	private void read() {
		JdbcClient.create(this.session)
			.sql("select * from %s where %s = ?".formatted(Identifier.quote(this.side.table()), this.side.key().sql()))
			.param(1 + this.random.nextInt(ConcurrentRun.ROWS))
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
