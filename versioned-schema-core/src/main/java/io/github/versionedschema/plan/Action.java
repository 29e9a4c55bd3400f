package io.github.versionedschema.plan;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The work of a step: SQL, and how to run it. Actions are data that are printed, stored
 * in the journal and tested. The executor knows these kinds of action, but no operations.
 * Every action can be run again after a crash.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(value = Action.Transaction.class, name = "transaction"),
		@JsonSubTypes.Type(value = Action.UserSql.class, name = "sql"),
		@JsonSubTypes.Type(value = Action.BuildIndex.class, name = "build_index"),
		@JsonSubTypes.Type(value = Action.DropIndex.class, name = "drop_index"),
		@JsonSubTypes.Type(value = Action.Refresh.class, name = "refresh"),
		@JsonSubTypes.Type(value = Action.Backfill.class, name = "backfill"),
		@JsonSubTypes.Type(value = Action.Count.class, name = "count"),
		@JsonSubTypes.Type(value = Action.Find.class, name = "find"),
		@JsonSubTypes.Type(value = Action.Publish.class, name = "publish") })
public sealed interface Action {

	/**
	 * Statements that run in one transaction, with limited lock waits and retries. The
	 * journal row is written in the same transaction.
	 *
	 * @param locks the locks to take before the first statement; empty in a plan that an
	 * older build wrote
	 * @param statements in order
	 * @param trials statements of clients that must not fail because of the transaction;
	 * for contract steps, they are tried when complete is rehearsed, before any version
	 * is retired. Empty in a plan that an older build wrote
	 * @param refresh the materialized views that it puts in the place of others, which
	 * must be up to date when it begins; null if there are none
	 */
	record Transaction(List<TableLock> locks, List<String> statements, List<Trial> trials,
			@Nullable Refresh refresh) implements Action {

		public Transaction {
			locks = (locks != null) ? List.copyOf(locks) : List.of();
			statements = List.copyOf(statements);
			trials = (trials != null) ? List.copyOf(trials) : List.of();
		}

		/** Creates an instance without materialized views. */
		public Transaction(List<TableLock> locks, List<String> statements, List<Trial> trials) {
			this(locks, statements, trials, null);
		}

		/** Creates an instance without trials. */
		public Transaction(List<TableLock> locks, List<String> statements) {
			this(locks, statements, List.of());
		}

		/** Creates an instance whose statements take the locks that they need. */
		public Transaction(List<String> statements) {
			this(List.of(), statements);
		}

		/** Returns a copy of this transaction with the given trials. */
		public Transaction trying(List<Trial> trials) {
			return new Transaction(this.locks, this.statements, trials, this.refresh);
		}

	}

	/**
	 * User SQL, possibly several statements. It runs in one transaction, or outside a
	 * transaction where PostgreSQL requires it, with the base schema first on the search
	 * path.
	 *
	 * @param sql the unmodified text
	 */
	record UserSql(String sql) implements Action {
	}

	/**
	 * A {@code CREATE INDEX CONCURRENTLY}, which runs outside a transaction and without a
	 * lock timeout. An invalid index of the same name is dropped and built again.
	 *
	 * @param schema schema of the index
	 * @param index name of the index
	 * @param sql the whole statement
	 * @param whileSmall the alternative for a small table, as each concurrent index build
	 * waits for other transactions several times; null if there is only one way to build
	 * the index
	 */
	record BuildIndex(String schema, String index, String sql, @Nullable WhileSmall whileSmall) implements Action {

		/** Creates an instance for an index that is always built concurrently. */
		public BuildIndex(String schema, String index, String sql) {
			this(schema, index, sql, null);
		}

		/**
		 * A {@code CREATE INDEX} that blocks writes to the table.
		 *
		 * @param table the table as written in SQL
		 * @param sql the whole statement
		 */
		public record WhileSmall(String table, String sql) {
		}

	}

	/**
	 * A {@code DROP INDEX CONCURRENTLY IF EXISTS}.
	 *
	 * @param schema schema of the index
	 * @param index name of the index
	 */
	record DropIndex(String schema, String index) implements Action {
	}

	/**
	 * Creates materialized views beside those that they will replace, and fills them
	 * outside of transactions with locks that clients wait for.
	 *
	 * @param creation creates those that are missing or whose definition has changed
	 * since
	 * @param fillings a query that returns the statements that fill those which are not
	 * up to date, in order
	 * @param proof a statement that fails with a state of its own unless all of them
	 * exist and are up to date
	 */
	record Refresh(Transaction creation, String fillings, String proof) implements Action {
	}

	/**
	 * Fills columns of existing rows in batches, by page ranges.
	 *
	 * @param schema schema of the table
	 * @param table name of the table
	 * @param assignments the assignments after {@code SET}, e.g. {@code "b" =
	 * "versioned_schema"."f"("a")}
	 * @param filter a condition on the row, or null for all rows
	 * @param columns the columns to fill: a row in which all of them are null is not yet
	 * filled
	 * @param missing a condition that is true for a row that should have a value and has
	 * none, or null if that cannot be determined
	 * @param trial how to find rows that cannot be filled, or null if that cannot be
	 * determined
	 * @param copy how rows become rows of another table instead, or null to fill columns
	 * @param unlimited makes clients compute also the values of large transactions; run
	 * if they leave values out again and again. Null if they never do that because of a
	 * limit, and in a plan that an older build wrote
	 */
	record Backfill(String schema, String table, String assignments, @Nullable String filter, List<String> columns,
			@Nullable String missing, @Nullable RowProblem trial, @Nullable Copy copy,
			@Nullable Transaction unlimited) implements Action {

		/** Creates an instance that fills columns. */
		public Backfill(String schema, String table, String assignments, @Nullable String filter, List<String> columns,
				@Nullable String missing, @Nullable RowProblem trial) {
			this(schema, table, assignments, filter, columns, missing, trial, null, null);
		}

		/**
		 * Creates an instance that copies rows into another table.
		 * @param schema schema of the table
		 * @param table name of the table
		 * @param missing a condition that is true for a row that is not yet copied
		 * @param copy how rows are copied
		 */
		public static Backfill copying(String schema, String table, String missing, Copy copy) {
			return new Backfill(schema, table, "", null, List.of(copy.name()), missing, null, copy, null);
		}

		/** Returns this backfill for clients that may leave values out. */
		public Backfill withUnlimited(@Nullable Transaction unlimited) {
			return new Backfill(this.schema, this.table, this.assignments, this.filter, this.columns, this.missing,
					this.trial, this.copy, unlimited);
		}

		/** Creates an instance that cannot determine which rows cannot be filled. */
		public Backfill(String schema, String table, String assignments, @Nullable String filter, List<String> columns,
				@Nullable String missing) {
			this(schema, table, assignments, filter, columns, missing, null);
		}

		/** Creates an instance that cannot determine whether a value is missing. */
		public Backfill(String schema, String table, String assignments, @Nullable String filter,
				List<String> columns) {
			this(schema, table, assignments, filter, columns, null);
		}

	}

	/**
	 * How rows become rows of another table.
	 *
	 * @param name the other table's name, for messages
	 * @param table the other table, as written in SQL
	 * @param into the target of the {@code INSERT}, with its columns, as written in SQL
	 * @param rows a call of a function of the row that returns the rows to insert
	 */
	record Copy(String name, String table, String into, String rows) {

		/**
		 * Returns the statement that copies rows. Rows that exist already stay.
		 * @param from a query of rows
		 * @param alias the name by which the function call knows them
		 */
		public String insert(String from, String alias) {
			return "INSERT INTO %s SELECT _vs_copy.* FROM (%s) AS %s CROSS JOIN LATERAL %s AS _vs_copy ON CONFLICT DO NOTHING"
				.formatted(this.into, from, alias, this.rows);
		}

	}

	/**
	 * How to find rows that cannot be filled.
	 *
	 * @param problem an expression over a row: its problem, or null if there is none
	 * @param key an expression over a row: its name in messages
	 */
	record RowProblem(String problem, String key) {
	}

	/** Checks whether a transition may continue. Changes nothing. */
	sealed interface Question extends Action permits Count, Find {

		/** Returns the name of the rule that is checked. */
		String rule();

		/** Returns the query that tells whether anything prevents the transition. */
		@JsonIgnore
		String question();

	}

	/**
	 * Counts rows that would violate a rule. If there are any, the transition is refused
	 * with the count and samples.
	 *
	 * @param rule the constraint's or rule's name
	 * @param message what a violation means, as readable text
	 * @param count a query that returns one number, never null
	 * @param sample a query that returns up to five of these rows
	 */
	record Count(String rule, String message, String count, String sample) implements Question {

		@Override
		public String question() {
			return this.count;
		}

	}

	/**
	 * Looks for database objects that prevent the transition. If there are any, the
	 * transition is refused and the objects are named.
	 *
	 * @param rule what these objects prevent
	 * @param message what that means, as readable text
	 * @param query a query that returns the name of each object as text
	 */
	record Find(String rule, String message, String query) implements Question {

		@Override
		public String question() {
			return this.query;
		}

	}

	/**
	 * Makes the newer version live: creates its schema, views and grants, in one
	 * transaction with the journal.
	 *
	 * @param statements in order
	 * @param trials statements of clients of the newer version that must not fail if they
	 * succeed in the older version; empty in a plan that an older build wrote
	 */
	record Publish(List<String> statements, List<Trial> trials) implements Action {

		public Publish {
			statements = List.copyOf(statements);
			trials = (trials != null) ? List.copyOf(trials) : List.of();
		}

		/** Creates an instance without trials. */
		public Publish(List<String> statements) {
			this(statements, List.of());
		}

	}

}
