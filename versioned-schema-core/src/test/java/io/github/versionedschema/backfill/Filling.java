package io.github.versionedschema.backfill;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.versionedschema.event.Progress;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionEvent.BackfillProgress;
import io.github.versionedschema.execute.ActionRunners;
import io.github.versionedschema.execute.Executor;
import io.github.versionedschema.journal.Journal;
import io.github.versionedschema.journal.install.JournalInstallation;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.LockSettings;
import io.github.versionedschema.leader.StopSignal;
import io.github.versionedschema.migration.hint.Hints;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.postgres.ConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * Leader that backfills a table, optionally on a separate thread.
 */
final class Filling implements AutoCloseable {

	final List<BackfillProgress> progress = new CopyOnWriteArrayList<>();

	final StopSignal stop = new StopSignal();

	final Leadership leadership;

	private final Action.Backfill action;

	private Hints hints = Hints.NONE;

	private final Executor executor;

	private final Journal journal;

	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	Filling(ConnectionSource connections, Action.Backfill action, Duration batchTime) {
		this.action = action;
		this.leadership = new Leader(connections, "public", LockSettings.DEFAULT).tryLead(this.stop).orElseThrow();
		new JournalInstallation(List.of()).install(this.leadership);
		this.journal = new Journal(this.leadership.jdbc(), "public", "here", "1.0");
		this.executor = new Executor(this.leadership, this.journal, connections, LockSettings.DEFAULT,
				new ActionRunners(List::of).add(Action.Backfill.class, new BackfillRunner(batchTime, false)),
				this::remember);
	}

	/** Lets the operation ask something for its backfill. */
	Filling hinting(Hints hints) {
		this.hints = hints;
		return this;
	}

	private void remember(TransitionEvent event) {
		if (event instanceof BackfillProgress progress) {
			this.progress.add(progress);
		}
	}

	/**
	 * Runs the backfill to the end, and resumes where an earlier leader of the same
	 * database stopped.
	 */
	void run() {
		Long unfinished = this.leadership.jdbc()
			.sql("select max(id) from versioned_schema.run")
			.query(Long.class)
			.optional()
			.orElse(null);
		run((unfinished != null) ? unfinished
				: this.leadership.inTransaction(() -> this.journal.runs().begin(plan(), null, false)));
	}

	private void run(long run) {
		this.executor.run(run, plan(), EnumSet.of(Phase.BACKFILL));
	}

	Future<?> start() {
		return this.thread.submit((Runnable) this::run);
	}

	Progress lastProgress() {
		return this.progress.get(this.progress.size() - 1).progress();
	}

	@Nullable String lastThrottled() {
		return this.progress.isEmpty() ? null : this.progress.get(this.progress.size() - 1).throttled();
	}

	private Plan plan() {
		Step step = new Step("backfill", Phase.BACKFILL, "fill " + this.action.table(), this.action.table(),
				this.action, null, true, true, List.of(), List.of("02.yaml:1 operation 1 (alter_column)"), this.hints,
				false);
		return new Plan("public", null, null, "02", "public_02", false,
				List.of(new Plan.PlannedMigration("02", "02", "checksum")), List.of(), List.of(step), List.of(),
				List.of());
	}

	@Override
	public void close() {
		this.stop.stop();
		this.thread.execute(this.leadership::close);
		this.leadership.cancel();
		this.thread.shutdown();
	}

}
