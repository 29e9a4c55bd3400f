package io.github.versionedschema.execute;

import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.execute.RefusedException.Reason;
import io.github.versionedschema.plan.Action;
import org.postgresql.util.ServerErrorMessage;

/**
 * Builds an index beside its users. What a build that was cut off left is dropped first:
 * PostgreSQL keeps it, invalid, under the name of the index.
 */
final class BuildIndexRunner implements ActionRunner<Action.BuildIndex> {

	@Override
	public void run(Action.BuildIndex action, StepContext context) {
		ConcurrentIndex index = new ConcurrentIndex(action.schema(), action.index(), context);
		try {
			if (!build(index, action.sql()) && !index.isValid().orElse(false)) {
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

	/** Builds it unless there is one, which is rare enough not to ask for it first. */
	private static boolean build(ConcurrentIndex index, String sql) {
		try {
			index.build(sql);
			return true;
		}
		catch (StatementFailedException ex) {
			SQLException failure = SqlStates.find(ex);
			if (failure == null || !SqlStates.is(failure, SqlStates.DUPLICATE_TABLE)) {
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
				"The unique index %s could not be built. %s\nThe index was dropped again; what was done before is kept. Correct these rows and try again, or abort."
					.formatted(action.index(), violation),
				List.of(violation));
	}

}
