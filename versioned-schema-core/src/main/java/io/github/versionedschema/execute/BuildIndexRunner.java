package io.github.versionedschema.execute;

import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.Samples;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.failure.Violation;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.TableLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * Builds an index concurrently. An invalid index that an interrupted build left under the
 * same name is dropped first.
 */
final class BuildIndexRunner implements ActionRunner<Action.BuildIndex> {

	/** The size of a table whose index is built within milliseconds. */
	private static final long SMALL_BYTES = 512 * 1024;

	@Override
	public void run(Action.BuildIndex action, StepContext context) {
		ConcurrentIndex index = new ConcurrentIndex(action.schema(), action.index(), context);
		try {
			if (!buildWhileSmall(action.whileSmall(), context) && !build(index, action.sql())
					&& !index.isValid().orElse(false)) {
				index.dropIfInvalid();
				index.build(action.sql());
			}
		}
		catch (StatementFailedException ex) {
			RuntimeException failure = context.leadership().translate(ex);
			if (failure == ex) {
				index.dropIfInvalid();
			}
			throw (failure == ex) ? violation(action, ex, context.leadership().samples()) : failure;
		}
	}

	/**
	 * Each partition may need a separate build, and often most partitions are empty.
	 */
	private static boolean buildWhileSmall(Action.BuildIndex.@Nullable WhileSmall action, StepContext context) {
		return action != null && isSmall(action.table(), context.leadership())
				&& attempt(() -> context.ladder().messageIfFree(transaction(action), context.recorder()));
	}

	private static boolean isSmall(String table, Leadership leadership) {
		return leadership.jdbc()
			.sql("select coalesce(pg_relation_size(to_regclass(?)) <= ?, false)")
			.params(table, SMALL_BYTES)
			.query(Boolean.class)
			.single();
	}

	private static Action.Transaction transaction(Action.BuildIndex.WhileSmall action) {
		return new Action.Transaction(List.of(new TableLock(action.table(), TableLock.Mode.SHARE)),
				List.of(action.sql()));
	}

	/** Builds it without a prior check for an existing index, as one rarely exists. */
	private static boolean build(ConcurrentIndex index, String sql) {
		return attempt(() -> {
			index.build(sql);
			return true;
		});
	}

	/** Also returns false if the index already exists. */
	private static boolean attempt(BooleanSupplier build) {
		try {
			return build.getAsBoolean();
		}
		catch (StatementFailedException ex) {
			if (!SqlStates.is(ex, SqlStates.DUPLICATE_TABLE)) {
				throw ex;
			}
			return false;
		}
	}

	private static RuntimeException violation(Action.BuildIndex action, StatementFailedException failure,
			Samples samples) {
		SQLException sql = SqlStates.find(failure);
		if (sql == null || !SqlStates.is(sql, SqlStates.UNIQUE_VIOLATION)) {
			return failure;
		}
		ServerErrorMessage server = Samples.server(sql);
		String detail = (server != null) ? samples.detail(server) : null;
		Violation violation = new Violation(action.index(), "values that have to be unique occur more than once", -1,
				(detail != null) ? List.of(detail) : List.of());
		return new RefusedException(Reason.VIOLATIONS,
				"The unique index %s could not be built. %s\nThe index was dropped again.".formatted(action.index(),
						violation),
				List.of(violation));
	}

}
