package io.github.versionedschema.backfill;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.versionedschema.event.TransitionEvent.BackfillProgress;
import io.github.versionedschema.execute.ActionRunner;
import io.github.versionedschema.execute.StepContext;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.schema.Identifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Fills columns of the rows that exist. The pages of a table are counted once, when its
 * backfill begins: what is written later carries its values through the triggers. Each
 * batch of pages is one transaction with its journal row, so that whoever leads next goes
 * on from the last batch.
 */
public final class BackfillRunner implements ActionRunner<Action.Backfill> {

	/** How long a batch takes unless somebody wants otherwise. */
	public static final Duration DEFAULT_BATCH_TIME = Duration.ofMillis(200);

	/** Rows may be loaded past the triggers while a table is filled. */
	private static final int TRIES = 2;

	/** Old clients go on writing, and some values are left out when they do. */
	private static final int TRIES_TO_PROVE = 10;

	private static final Logger logger = LoggerFactory.getLogger(BackfillRunner.class);

	private final Duration batchTime;

	/**
	 * Creates a runner.
	 * @param batchTime how long a batch should take, unless that is too long for the
	 * server's {@code deadlock_timeout} or the operator wants otherwise
	 */
	public BackfillRunner(Duration batchTime) {
		this.batchTime = batchTime;
	}

	@Override
	public void run(Action.Backfill action, StepContext context) {
		context.recorder().started();
		String columns = String.join(", ", action.columns());
		FillProgress progress = new FillProgress("Filling %s of %s".formatted(columns, action.table()),
				(snapshot) -> context.listener()
					.onEvent(new BackfillProgress(context.leadership().baseSchema(), context.step().id(),
							action.table(), snapshot.rows(), snapshot.total(), snapshot.rate(), snapshot.seconds(),
							snapshot.throttled())));
		boolean lookingOnly = isLookingOnly(context.step().phase());
		Supplier<TableFiller> filler = () -> new TableFiller(action, context, this.batchTime, progress);
		switch (context.step().phase()) {
			case REPAIR -> filler.get().fillAgain();
			case BUILD, PROVE -> logger.debug("Looking for rows of {} without {}", action.table(), columns);
			default -> filler.get().fill();
		}
		MissingValues missing = new MissingValues(action, context.leadership());
		long rows = missing.count();
		for (int again = 0; rows > 0; again++) {
			if (again == (lookingOnly ? TRIES_TO_PROVE : TRIES)) {
				throw missing.failure(rows);
			}
			logger.warn("{} rows of {} have no value yet of {}; filling them again", rows, action.table(), columns);
			filler.get().fillAgain();
			rows = missing.count();
		}
		if (!lookingOnly) {
			analyze(action, context.leadership());
			progress.finished();
		}
	}

	/** Whether rows whose values cannot be computed are left out from the start. */
	static boolean isSelective(Phase phase) {
		return phase == Phase.REPAIR || isLookingOnly(phase);
	}

	/** Whether the rows were filled before, and few can lack a value. */
	private static boolean isLookingOnly(Phase phase) {
		return phase == Phase.BUILD || phase == Phase.PROVE;
	}

	/** Plans of the new version should not be made from nothing. */
	private static void analyze(Action.Backfill action, Leadership leadership) {
		String columns = action.columns().stream().map(Identifier::quote).collect(Collectors.joining(", "));
		String table = Identifier.qualified(action.schema(), action.table());
		try {
			leadership.inTransaction(() -> leadership
				.execute("set local lock_timeout = '2s'; analyze " + table + " (" + columns + "); commit"));
		}
		catch (DataAccessException ex) {
			RuntimeException failure = leadership.translate(ex);
			if (failure != ex) {
				throw failure;
			}
			logger.warn("{} could not be analyzed after filling {}; autovacuum will do it later: {}", table, columns,
					ex.getMostSpecificCause().getMessage());
		}
	}

}
