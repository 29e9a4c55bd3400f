package io.github.versionedschema.status;

import io.github.versionedschema.event.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a run.
 *
 * @param step title of the step that runs or comes next, or null
 * @param stepsDone steps of the current transition that are done
 * @param stepsTotal steps of the current transition
 * @param backfill the progress of the backfill, or null
 * @param throttled why the backfill is slower than it could be, or null
 */
record RunProgress(@Nullable String step, int stepsDone, int stepsTotal, @Nullable Progress backfill,
		@Nullable String throttled) {

	static final RunProgress NONE = new RunProgress(null, 0, 0, null, null);

}
