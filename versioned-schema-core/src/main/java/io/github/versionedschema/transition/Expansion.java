package io.github.versionedschema.transition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.event.TransitionEvent.ExpandStarted;
import io.github.versionedschema.event.TransitionEvent.VersionPublished;
import io.github.versionedschema.execute.Executor;
import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.EarlierFailures;
import io.github.versionedschema.journal.Journal;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.MigrationRow;
import io.github.versionedschema.journal.RunInputs;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.pending.LiveChain;
import io.github.versionedschema.pending.PlannedRun;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Runs the expand part of a plan, or resumes it where it stopped.
 */
final class Expansion {

	private static final Set<Phase> WORK = EnumSet.of(Phase.EXPAND, Phase.BACKFILL, Phase.BUILD);

	private static final Set<Phase> BIND = EnumSet.of(Phase.BIND);

	private static final Set<Phase> PUBLISH = EnumSet.of(Phase.PUBLISH);

	private static final Logger logger = LoggerFactory.getLogger(Expansion.class);

	private final Lead lead;

	Expansion(Lead lead) {
		this.lead = lead;
	}

	/**
	 * Records the start of a run.
	 * @throws io.github.versionedschema.failure.RefusedException if rows violate the
	 * newer version's constraints, or functions do not fit new types
	 */
	void begin(JournalState state, PlannedRun planned, boolean bootstrap) {
		Plan plan = planned.plan();
		this.lead.questions().requireNoViolations(plan, Phase.CHECK, Duration.ZERO);
		this.lead.rowTrials().require(plan, hasFailedBefore(plan));
		this.lead.typeTrials().require(plan);
		this.lead.installJournal();
		VersionSchemaCleaning cleaning = new VersionSchemaCleaning(this.lead);
		cleaning.removeOldTombstones();
		cleaning.moveForeignObjects(state);
		Journal journal = this.lead.journal();
		this.lead.record(() -> {
			journal.control().reset();
			journal.versions().prepare(plan.to(), plan.toSchema());
			journal.history()
				.begin(journal.runs().begin(plan, RunInputs.of(planned.request()).orElse(null), bootstrap),
						plan.migrations());
		});
	}

	/**
	 * A platform may restart a failing instance again and again. Without this check, each
	 * attempt would fill a large table before it fails at the same row. Reading all rows
	 * costs much less.
	 */
	private boolean hasFailedBefore(Plan plan) {
		Optional<EarlierFailures> failures = this.lead.leadership()
			.guard(() -> this.lead.journal().reader().failures(plan));
		failures.ifPresent((earlier) -> fields(plan.baseSchema(), plan.to()).log(
				"Expand to version \"{}\" has failed and was undone {} times since {}. All rows are checked before anything changes. The last failure: {}",
				plan.to(), earlier.count(), earlier.since(), earlier.last()));
		return failures.isPresent();
	}

	private static LoggingEventBuilder fields(String baseSchema, String version) {
		return LogFields.of(baseSchema).transition("expand").version(version).on(logger.atWarn());
	}

	/** Runs the remaining steps. */
	void finish(RunRow run, boolean resumed) {
		Plan plan = run.plan();
		long steps = plan.steps().stream().filter((step) -> plan.direct() || step.phase().isExpand()).count();
		this.lead.tell(new ExpandStarted(plan.baseSchema(), plan.from(), plan.to(), Math.toIntExact(steps), resumed));
		Executor executor = this.lead.executor(plan.direct() ? List::of : () -> publishing(run));
		try {
			this.lead.resume(run);
			executor.run(run.id(), plan, WORK);
			executor.prove(run.id(), plan);
			if (executor.next(run.id(), plan, BIND).isPresent()) {
				executor.run(run.id(), plan, BIND);
				executor.prove(run.id(), plan);
			}
			executor.run(run.id(), plan, PUBLISH);
		}
		catch (StepFailedException ex) {
			throw new FailedExpand(this.lead, run).with(ex);
		}
		catch (RefusedException ex) {
			throw new FailedExpand(this.lead, run).with(ex);
		}
		catch (RuntimeException ex) {
			throw this.lead.keepError(run, ex);
		}
		if (plan.direct()) {
			new Contraction(this.lead).begin(run, () -> {
			});
			new Contraction(this.lead).finish(run);
		}
		else {
			this.lead.tell(new VersionPublished(plan.baseSchema(), plan.to(), plan.toSchema()));
			fillWhatWasLeftOut(run);
			replanOlder();
		}
	}

	/** The newer version has views that the plans between older versions must respect. */
	private void replanOlder() {
		JournalState state = this.lead.state();
		if (state.runs().size() > 1) {
			this.lead.record(LiveChain.of(this.lead, state)::replanOlder);
		}
	}

	/**
	 * Values of clients of the older version were omitted where another session was about
	 * to write the same key. The version stays live even if this fails, as complete
	 * checks again.
	 */
	private void fillWhatWasLeftOut(RunRow run) {
		try {
			new FillTransition(this.lead).fill(run);
		}
		catch (StepFailedException | RefusedException | LockUnavailableException ex) {
			fields(run.plan().baseSchema(), run.toVersion()).log(
					"Version \"{}\" is live, but some existing rows may lack its values. Run the operator command \"fill\". Cause: {}",
					run.toVersion(), ex.getMessage());
		}
	}

	private List<String> publishing(RunRow run) {
		Journal journal = this.lead.journal();
		List<String> statements = new ArrayList<>();
		statements.add(journal.versions().publishing(run.toVersion()));
		statements.add(journal.history().moving(run.id(), MigrationRow.State.EXPANDED));
		statements.addAll(journal.runs().moving(run.id(), RunRow.Phase.EXPANDED));
		return statements;
	}

}
