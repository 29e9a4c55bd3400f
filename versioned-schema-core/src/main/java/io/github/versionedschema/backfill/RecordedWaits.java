package io.github.versionedschema.backfill;

import java.util.List;

/**
 * Shows in the progress and in the journal why a backfill waits.
 */
final class RecordedWaits implements Pacing.Throttled {

	private final BackfillStore store;

	private final List<Part> parts;

	private final FillProgress progress;

	/**
	 * Creates an instance.
	 * @param parts the parts that are waiting to be filled
	 */
	RecordedWaits(BackfillStore store, List<Part> parts, FillProgress progress) {
		this.store = store;
		this.parts = parts;
		this.progress = progress;
	}

	@Override
	public void waiting(String reason) {
		this.progress.waiting(reason);
		record();
	}

	@Override
	public void paused() {
		this.progress.paused();
		record();
	}

	@Override
	public void still() {
		this.progress.still();
	}

	@Override
	public void resumed() {
		this.progress.resumed();
		record();
	}

	private void record() {
		this.store.throttled(this.parts, this.progress.throttled(), this.progress.pace());
	}

}
