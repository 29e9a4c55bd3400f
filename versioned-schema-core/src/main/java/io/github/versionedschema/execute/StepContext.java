package io.github.versionedschema.execute;

import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.lock.LockLadder;
import io.github.versionedschema.lock.StepRecorder;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.postgres.ConnectionSource;

/**
 * The objects that a runner uses.
 *
 * @param leadership the connection that may change the schema
 * @param connections source of further connections
 * @param run ID of the run in the journal
 * @param step the step of the action
 * @param recorder records the progress of the step in the journal
 * @param ladder runs transactions that wait for locks
 * @param listener notified of progress
 */
public record StepContext(Leadership leadership, ConnectionSource connections, long run, Step step,
		StepRecorder recorder, LockLadder ladder, TransitionListener listener) {
}
