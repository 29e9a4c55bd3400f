package io.github.versionedschema.execute;

import java.util.List;

import io.github.versionedschema.journal.StepRow;
import io.github.versionedschema.journal.StepStore;
import io.github.versionedschema.lock.StepRecorder;

/**
 * Records the progress of one step of a run.
 */
final class JournalRecorder implements StepRecorder {

	private final StepStore steps;

	private final long run;

	private final int ordinal;

	private final String step;

	private final StepRow.State end;

	private boolean recorded;

	JournalRecorder(StepStore steps, long run, int ordinal, String step, StepRow.State end) {
		this.steps = steps;
		this.run = run;
		this.ordinal = ordinal;
		this.step = step;
		this.end = end;
	}

	/** The state of a step that is being undone changes only when it is undone. */
	@Override
	public void started() {
		if (this.end == StepRow.State.DONE) {
			this.steps.mark(this.run, this.ordinal, this.step, StepRow.State.STARTED);
		}
	}

	@Override
	public List<String> startedStatements() {
		return (this.end == StepRow.State.DONE)
				? List.of(StepStore.marking(this.run, this.ordinal, this.step, StepRow.State.STARTED)) : List.of();
	}

	@Override
	public void done() {
		this.steps.mark(this.run, this.ordinal, this.step, this.end);
		this.recorded = true;
	}

	@Override
	public List<String> doneStatements() {
		return List.of(StepStore.marking(this.run, this.ordinal, this.step, this.end));
	}

	@Override
	public void recorded() {
		this.recorded = true;
	}

	/** Records the completion of a step whose runner did not record it. */
	void doneAtTheEnd() {
		if (!this.recorded) {
			done();
		}
	}

}
