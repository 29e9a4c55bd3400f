package io.github.versionedschema.journals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * A database as a build of this library left it that had an earlier format of the
 * journal. The scripts are dumps of what the last build of each format made of the same
 * migrations.
 *
 * @param format the format of the journal
 */
record OlderJournal(int format) {

	static final List<String> OLDER = List.of("select * from customers where id = ?",
			"update customers set full_name = 'Eve Beth ' || n where id = ?",
			"update customers set n = n + 1 where id = ?",
			"insert into customers (full_name, email) values ('Bob J ' || ?::int, 'b')",
			"update orders set cents = cents + 1 where id = ?",
			"insert into orders (customer_id, cents) values (1 + ?::int % 40, 7)");

	static final List<String> NEWER = List.of("select * from customers where id = ?",
			"update customers set last_name = 'L' || n where id = ?",
			"update customers set email = 'e' || n, n = n + 1 where id = ?",
			"update purchases set amount = amount + 0.01 where id = ?",
			"insert into purchases (customer_id, amount) values (1 + ?::int % 40, 0.09)",
			"insert into things (id, label) values (?, 'thing') on conflict (id) do nothing");

	/** What a third release adds. */
	static final String THIRD = "- add_column: {table: customers, column: {name: city, type: text, nullable: true}}";

	/** Returns releases with the migrations of the scripts. */
	static Release release(TestDatabase database) {
		return new Release(() -> database.dataSource().getConnection(), resource("migrations/01_old.yaml"),
				resource("migrations/02_new.yaml"));
	}

	/** Restores what the older build left in a state. */
	Release restore(State state, TestDatabase database) {
		PGSimpleDataSource source = database.dataSource();
		// Sends the script as it is.
		source.setPreferQueryMode(PreferQueryMode.SIMPLE);
		try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(resource("format-%d/%s.sql".formatted(this.format, state)));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return release(database);
	}

	/**
	 * Returns an instance with the older build that starts.
	 */
	OlderInstance starting(TestDatabase database) {
		return instance("start", database);
	}

	/**
	 * Returns a leader with the older build that looks for what it can complete or abort:
	 * it reads the state, and without a run looks for objects that the journal does not
	 * know, which it refuses to touch.
	 */
	OlderInstance leading(TestDatabase database) {
		return instance("lead", database);
	}

	private OlderInstance instance(String script, TestDatabase database) {
		return new OlderInstance(database,
				List.of(resource("format-%d/%s.sql".formatted(this.format, script)).split("(?m)^;$\\n?")));
	}

	private static String resource(String name) {
		try (InputStream content = Objects
			.requireNonNull(OlderJournal.class.getResourceAsStream("/older-journals/" + name), name)) {
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return "format " + this.format;
	}

	/** What the older build was doing when it ended. */
	enum State {

		/** Its leader was killed while a backfill waited for two rows. */
		EXPANDING,

		/** Both versions are live. */
		EXPANDED,

		/** Its leader was killed after the second step of complete. */
		COMPLETING;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
