package io.github.versionedschema.plan;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a step does: SQL and how it has to be run. Actions are data: they are printed,
 * stored in the journal and asserted on; the executor knows these kinds and no operation.
 * Every action may be run again after a crash.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(value = Action.Transaction.class, name = "transaction"),
		@JsonSubTypes.Type(value = Action.UserSql.class, name = "sql"),
		@JsonSubTypes.Type(value = Action.BuildIndex.class, name = "build_index"),
		@JsonSubTypes.Type(value = Action.DropIndex.class, name = "drop_index"),
		@JsonSubTypes.Type(value = Action.Backfill.class, name = "backfill"),
		@JsonSubTypes.Type(value = Action.Count.class, name = "count"),
		@JsonSubTypes.Type(value = Action.Find.class, name = "find"),
		@JsonSubTypes.Type(value = Action.Publish.class, name = "publish") })
public sealed interface Action {

	/**
	 * Statements that run in one transaction, under the lock ladder. The journal row is
	 * written in the same transaction.
	 *
	 * @param locks what is locked before the first statement; a plan that an older build
	 * wrote has none
	 * @param statements in order
	 * @param trials what clients do before and after, and must not fail; steps of
	 * contract try it when complete is rehearsed, before anything is retired. A plan that
	 * an older build wrote has none
	 */
	record Transaction(List<TableLock> locks, List<String> statements, List<Trial> trials) implements Action {

		public Transaction {
			locks = (locks != null) ? List.copyOf(locks) : List.of();
			statements = List.copyOf(statements);
			trials = (trials != null) ? List.copyOf(trials) : List.of();
		}

		/** Creates one without trials. */
		public Transaction(List<TableLock> locks, List<String> statements) {
			this(locks, statements, List.of());
		}

		/** Creates one whose statements take what locks they need. */
		public Transaction(List<String> statements) {
			this(List.of(), statements);
		}

		/** Returns the same transaction with trials. */
		public Transaction trying(List<Trial> trials) {
			return new Transaction(this.locks, this.statements, trials);
		}

	}

	/**
	 * SQL that the user wrote, possibly several statements, run as one transaction with
	 * the base schema first on the path; outside a transaction where PostgreSQL demands
	 * it.
	 *
	 * @param sql the text, never edited
	 */
	record UserSql(String sql) implements Action {
	}

	/**
	 * A {@code CREATE INDEX CONCURRENTLY}: outside a transaction, no lock time-out; an
	 * invalid leftover of the same name is dropped and built again.
	 *
	 * @param schema of the index
	 * @param index its name
	 * @param sql the whole statement
	 * @param whileSmall what to do instead where the table is small, as each index that
	 * is built concurrently waits for others several times: null where there is but one
	 */
	record BuildIndex(String schema, String index, String sql, @Nullable WhileSmall whileSmall) implements Action {

		/** Creates one that is always built concurrently. */
		public BuildIndex(String schema, String index, String sql) {
			this(schema, index, sql, null);
		}

		/**
		 * A {@code CREATE INDEX} that nobody writes beside.
		 *
		 * @param table the table, as it is written in SQL
		 * @param sql the whole statement
		 */
		public record WhileSmall(String table, String sql) {
		}

	}

	/**
	 * A {@code DROP INDEX CONCURRENTLY IF EXISTS}.
	 *
	 * @param schema of the index
	 * @param index its name
	 */
	record DropIndex(String schema, String index) implements Action {
	}

	/**
	 * Fills columns of the rows that exist, over page ranges, in batches.
	 *
	 * @param schema of the table
	 * @param table its name
	 * @param assignments what follows {@code SET}, e.g.
	 * {@code "b" = "versioned_schema"."f"("a")}
	 * @param filter a condition on the row, or null for all rows
	 * @param columns the columns that are filled: a row in which all are null is not
	 * @param missing a condition on the row that is true when it should have a value and
	 * has none, or null where that cannot be said
	 * @param trial how to find out which rows cannot be filled, or null where that cannot
	 * be said
	 */
	record Backfill(String schema, String table, String assignments, @Nullable String filter, List<String> columns,
			@Nullable String missing, @Nullable RowProblem trial) implements Action {

		/** Creates one of which nobody can say which rows cannot be filled. */
		public Backfill(String schema, String table, String assignments, @Nullable String filter, List<String> columns,
				@Nullable String missing) {
			this(schema, table, assignments, filter, columns, missing, null);
		}

		/** Creates one of which nobody can say whether a value is missing. */
		public Backfill(String schema, String table, String assignments, @Nullable String filter,
				List<String> columns) {
			this(schema, table, assignments, filter, columns, null);
		}

	}

	/**
	 * How to find out which rows cannot be filled.
	 *
	 * @param problem an expression over a row: what is wrong with it, or null when
	 * nothing is
	 * @param key an expression over a row: what it is called in messages
	 */
	record RowProblem(String problem, String key) {
	}

	/** Asks whether a transition may go on, and changes nothing. */
	sealed interface Question extends Action permits Count, Find {

		/** Returns the name of what is asked about. */
		String rule();

		/** Returns the query that tells whether anything is in the way. */
		@JsonIgnore
		String question();

	}

	/**
	 * Counts rows that would violate a rule. Any such row refuses the transition with the
	 * count and samples.
	 *
	 * @param rule the constraint's or rule's name
	 * @param message what a violation means, for people
	 * @param count a query with one number; null-free
	 * @param sample a query that yields up to five offending rows
	 */
	record Count(String rule, String message, String count, String sample) implements Question {

		@Override
		public String question() {
			return this.count;
		}

	}

	/**
	 * Looks for things in the database that are in the way. Any of them refuses the
	 * transition, and is named.
	 *
	 * @param rule what they are in the way of
	 * @param message what that means, for people
	 * @param query yields what each of them is called, as text
	 */
	record Find(String rule, String message, String query) implements Question {

		@Override
		public String question() {
			return this.query;
		}

	}

	/**
	 * Makes the new version attachable: its schema, views and grants, in one transaction
	 * with the journal.
	 *
	 * @param statements in order
	 * @param trials what clients of the new version do then, and must not fail where
	 * those of the old version did not; a plan that an older build wrote has none
	 */
	record Publish(List<String> statements, List<Trial> trials) implements Action {

		public Publish {
			statements = List.copyOf(statements);
			trials = (trials != null) ? List.copyOf(trials) : List.of();
		}

		/** Creates one without trials. */
		public Publish(List<String> statements) {
			this(statements, List.of());
		}

	}

}
