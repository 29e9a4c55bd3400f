package io.github.versionedschema.status;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.versionedschema.backfill.RecordedProgress;
import io.github.versionedschema.event.Progress;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.journal.StepRow;
import io.github.versionedschema.leader.Observer;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Reads the progress of a run from the journal.
 */
final class RunProgressReader {

	private final Observer observer;

	private final RunRow run;

	RunProgressReader(Observer observer, RunRow run) {
		this.observer = observer;
		this.run = run;
	}

	RunProgress read() {
		Map<String, StepRow.State> states = this.observer.journal()
			.steps(this.run.id())
			.stream()
			.collect(Collectors.toMap(StepRow::stepId, StepRow::state));
		List<Step> steps = this.run.plan().steps().stream().filter(this::belongsToTransition).toList();
		List<Step> left = steps.stream().filter((step) -> !isDone(states.get(step.id()))).toList();
		Step current = left.isEmpty() ? null : left.get(0);
		Step backfill = steps.stream()
			.filter((step) -> this.run.phase() == RunRow.Phase.EXPANDING && states.containsKey(step.id())
					&& step.action() instanceof Action.Backfill)
			.reduce((earlier, later) -> later)
			.orElse(null);
		RecordedProgress recorded = (backfill != null) ? recorded(backfill).orElse(null) : null;
		return new RunProgress((current != null) ? current.title() : null, steps.size() - left.size(), steps.size(),
				(backfill != null && recorded != null) ? progress(backfill, recorded) : null, throttled());
	}

	private @Nullable String throttled() {
		return (this.run.phase() == RunRow.Phase.EXPANDING)
				? RecordedProgress.throttled(this.observer.jdbc(), this.run.id()).orElse(null) : null;
	}

	private boolean belongsToTransition(Step step) {
		if (step.action() instanceof Action.Question) {
			return false;
		}
		return switch (this.run.phase()) {
			// A check never counts as done, as clients continue to write.
			case EXPANDING, EXPANDED, KEPT, ABORTING -> step.phase().isExpand() && step.phase() != Phase.PROVE;
			case COMPLETING -> step.phase() == Phase.CONTRACT || step.phase() == Phase.FINISH;
			case COMPLETED, ABORTED -> false;
		};
	}

	private boolean isDone(StepRow.@Nullable State state) {
		if (this.run.phase() == RunRow.Phase.ABORTING) {
			return state == null || state == StepRow.State.UNDONE;
		}
		return state == StepRow.State.DONE;
	}

	private Optional<RecordedProgress> recorded(Step step) {
		return RecordedProgress.read(this.observer.jdbc(), this.run.id(), step.id());
	}

	private static Progress progress(Step step, RecordedProgress recorded) {
		String table = (step.action() instanceof Action.Backfill backfill) ? backfill.table() : step.title();
		return Progress.of(table, recorded.rows(), recorded.total(), recorded.pace());
	}

}
