package io.github.versionedschema.execute;

import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.lock.LockLadder;
import io.github.versionedschema.lock.StepRecorder;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.postgres.ConnectionSource;

/**
 * What a runner works with.
 *
 * @param leadership the connection that may change the schema
 * @param connections where further connections come from
 * @param run number of the run in the journal
 * @param step the step that the action belongs to
 * @param recorder tells the journal how far the step is
 * @param ladder runs transactions that wait for locks
 * @param listener is told of progress
 */
public record StepContext(Leadership leadership, ConnectionSource connections, long run, Step step,
		StepRecorder recorder, LockLadder ladder, TransitionListener listener) {
}
