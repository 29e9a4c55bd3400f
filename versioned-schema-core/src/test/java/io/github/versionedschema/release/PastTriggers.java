package io.github.versionedschema.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.versionedschema.test.TestDatabase;

/**
 * Writes rows while the triggers of a table {@code t} are disabled.
 */
public final class PastTriggers {

	private PastTriggers() {
	}

	/** Runs a statement in one transaction that disables and enables the triggers. */
	public static void write(TestDatabase database, String sql) {
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("alter table t disable trigger all; " + sql + "; alter table t enable trigger all; "
					+ """
							do $$ declare r record; begin
								for r in select tgname from pg_trigger where tgrelid = 't'::regclass and tgname ~ 'versioned_schema' loop
									execute format('alter table t enable always trigger %I', r.tgname);
								end loop;
							end $$
							""");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

}
