package io.github.versionedschema.plan.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.test.TestDatabase;

/**
 * Runs the actions of a plan, each at once and in the simplest way.
 *
 * @param database the database
 * @param leader the connection that runs the actions
 */
record RigActions(TestDatabase database, Connection leader) {

	void run(Step step, Action action) {
		try {
			if (action instanceof Action.Transaction transaction) {
				if (transaction.refresh() != null) {
					run(step, transaction.refresh());
					execute(transaction.refresh().proof());
				}
				inTransaction(transaction.statements());
			}
			else if (action instanceof Action.Refresh refresh) {
				inTransaction(refresh.creation().statements());
				for (String filling : this.database.jdbc().sql(refresh.fillings()).query(String.class).list()) {
					execute(filling);
				}
			}
			else if (action instanceof Action.Publish publish) {
				inTransaction(publish.statements());
			}
			else if (action instanceof Action.UserSql sql) {
				inTransaction(List.of(sql.sql()));
			}
			else if (action instanceof Action.BuildIndex build) {
				execute(build.sql());
			}
			else if (action instanceof Action.DropIndex drop) {
				execute("DROP INDEX IF EXISTS " + Identifier.qualified(drop.schema(), drop.index()));
			}
			else if (action instanceof Action.Backfill fill) {
				inTransaction(List.of("SET LOCAL versioned_schema.backfill = 'on'",
						"SET LOCAL session_replication_role = 'replica'", fill(fill)));
			}
			else if (action instanceof Action.Find find) {
				List<String> found = this.database.jdbc().sql(find.query()).query(String.class).list();
				if (!found.isEmpty()) {
					throw new IllegalStateException(found + " " + find.message());
				}
			}
			else if (action instanceof Action.Count count) {
				long rows = this.database.jdbc().sql(count.count()).query(Long.class).single();
				if (rows > 0) {
					throw new IllegalStateException(rows + " " + count.message());
				}
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(step.id() + ": " + ex.getMessage() + "\n" + action, ex);
		}
	}

	private static String fill(Action.Backfill fill) {
		String table = Identifier.qualified(fill.schema(), fill.table());
		return (fill.copy() != null) ? fill.copy().insert("SELECT * FROM " + table, Identifier.quote(fill.table()))
				: "UPDATE %s SET %s".formatted(table, fill.assignments());
	}

	private void inTransaction(List<String> statements) throws SQLException {
		this.leader.setAutoCommit(false);
		try {
			for (String statement : statements) {
				try {
					execute(statement);
				}
				catch (SQLException ex) {
					throw new SQLException(ex.getMessage() + "\n in: " + statement, ex.getSQLState(), ex);
				}
			}
			this.leader.commit();
		}
		catch (SQLException ex) {
			this.leader.rollback();
			throw ex;
		}
		finally {
			this.leader.setAutoCommit(true);
		}
	}

	void execute(String sql) throws SQLException {
		try (Statement statement = this.leader.createStatement()) {
			statement.execute(sql);
		}
	}

}
