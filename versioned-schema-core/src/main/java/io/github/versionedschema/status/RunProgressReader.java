package io.github.versionedschema.status;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.versionedschema.SchemaStatus;
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

	private static final String BACKFILL = """
			select sum(rows_done)::bigint as rows, sum(greatest(rows_total, rows_done))::bigint as total,
				extract(epoch from max(changed_at) - min(started_at))::float8 as seconds, max(throttled) as throttled
			from versioned_schema.backfill where run = ? and step_id = ? having count(*) > 0
			""";

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
		Optional<Filled> filled = steps.stream()
			.filter((step) -> this.run.phase() == RunRow.Phase.EXPANDING && states.containsKey(step.id())
					&& step.action() instanceof Action.Backfill)
			.reduce((earlier, later) -> later)
			.flatMap(this::filled);
		return new RunProgress((current != null) ? current.title() : null, steps.size() - left.size(), steps.size(),
				filled.map(Filled::progress).orElse(null), filled.map(Filled::throttled).orElse(null));
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

	private Optional<Filled> filled(Step step) {
		return this.observer.jdbc()
			.sql(BACKFILL)
			.params(this.run.id(), step.id())
			.query((row, index) -> new Filled(
					progress(table(step), row.getLong("rows"), row.getLong("total"), row.getDouble("seconds")),
					row.getString("throttled")))
			.optional();
	}

	private static String table(Step step) {
		return (step.action() instanceof Action.Backfill backfill) ? backfill.table() : step.title();
	}

	private static SchemaStatus.Progress progress(String table, long rows, long total, double seconds) {
		double rate = (seconds > 0) ? rows / seconds : 0;
		double percent = (total > 0) ? 100.0 * rows / total : 100;
		Double left = (percent >= 1 && rate > 0) ? (total - rows) / rate : null;
		return new SchemaStatus.Progress(table, rows, total, rate, percent, seconds, left);
	}

	private record Filled(SchemaStatus.Progress progress, @Nullable String throttled) {
	}

}
