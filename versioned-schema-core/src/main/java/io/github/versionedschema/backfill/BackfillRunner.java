package io.github.versionedschema.backfill;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.versionedschema.event.DurationText;
import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.event.Pace;
import io.github.versionedschema.event.Progress;
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
 * Fills columns of existing rows. The number of pages of a table is read once, when its
 * backfill begins, as sync triggers fill rows that are written later. Each batch of pages
 * is one transaction with its journal row, so that the next leader resumes after the last
 * batch.
 */
public final class BackfillRunner implements ActionRunner<Action.Backfill> {

	/** The default target duration of a batch. */
	public static final Duration DEFAULT_BATCH_TIME = Duration.ofMillis(200);

	private static final Logger logger = LoggerFactory.getLogger(BackfillRunner.class);

	private final Duration batchTime;

	private final boolean userTriggersMayFire;

	/**
	 * Creates a runner.
	 * @param batchTime target duration of a batch, unless it is too long for the server's
	 * {@code deadlock_timeout}
	 * @param userTriggersMayFire whether user triggers and rules may fire for every row,
	 * if the leader cannot disable them
	 */
	public BackfillRunner(Duration batchTime, boolean userTriggersMayFire) {
		this.batchTime = batchTime;
		this.userTriggersMayFire = userTriggersMayFire;
	}

	@Override
	public void run(Action.Backfill action, StepContext context) {
		context.recorder().started();
		String columns = String.join(", ", action.columns());
		FillProgress progress = progress(action, context);
		boolean lookingOnly = isLookingOnly(context.step().phase());
		Supplier<TableFiller> filler = () -> new TableFiller(action, context, this.batchTime, this.userTriggersMayFire,
				progress);
		switch (context.step().phase()) {
			case REPAIR -> filler.get().fillAgain();
			case BUILD, PROVE -> logger.debug("Looking for rows of {} without {}", action.table(), columns);
			default -> filler.get().fill();
		}
		new Refilling(action, context, filler).fill();
		if (!lookingOnly) {
			analyze(action, context.leadership());
			done(progress.report(), columns, context);
		}
	}

	/** An earlier leader may have begun. */
	private static FillProgress progress(Action.Backfill action, StepContext context) {
		Leadership leadership = context.leadership();
		Pace pace = RecordedProgress.read(leadership.jdbc(), context.run(), context.step().id())
			.map(RecordedProgress::pace)
			.orElse(Pace.UNKNOWN);
		return new FillProgress(action.table(), pace,
				(progress, throttled) -> context.listener()
					.onEvent(new BackfillProgress(leadership.baseSchema(), context.step().id(), progress, throttled)),
				System::nanoTime);
	}

	private static void done(Progress progress, String columns, StepContext context) {
		fields(context).rows(progress.rows())
			.duration(Duration.ofMillis(Math.round(progress.elapsedSeconds() * 1000)))
			.on(logger.atInfo())
			.log("Filling {} of {}: done, {} {} in {}", columns, progress.table(),
					String.format(Locale.ROOT, "%,d", progress.rows()), (progress.rows() == 1) ? "row" : "rows",
					DurationText.of(progress.elapsedSeconds()));
	}

	private static LogFields fields(StepContext context) {
		return LogFields.of(context.leadership().baseSchema())
			.phase(context.step().phase())
			.step(context.step().id())
			.table(context.step().table());
	}

	/** Whether rows whose values cannot be computed are skipped from the start. */
	static boolean isSelective(Phase phase) {
		return phase == Phase.REPAIR || isLookingOnly(phase);
	}

	/** Whether the rows were filled before, so that few can lack a value. */
	private static boolean isLookingOnly(Phase phase) {
		return phase == Phase.BUILD || phase == Phase.PROVE;
	}

	/** Gives the planner statistics for queries of the newer version. */
	private static void analyze(Action.Backfill action, Leadership leadership) {
		String columns = action.columns().stream().map(Identifier::quote).collect(Collectors.joining(", "));
		Action.Copy copy = action.copy();
		String table = (copy != null) ? copy.table() : Identifier.qualified(action.schema(), action.table());
		String analyzed = (copy != null) ? table : table + " (" + columns + ")";
		try {
			leadership.inTransaction(
					() -> leadership.execute("set local lock_timeout = '2s'; analyze " + analyzed + "; commit"));
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
