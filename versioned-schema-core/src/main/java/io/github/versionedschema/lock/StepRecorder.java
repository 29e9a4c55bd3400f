package io.github.versionedschema.lock;

import java.util.List;

/**
 * Records the progress of a step in the journal, in the open transaction of the leader's
 * connection or, without one, in its own transaction.
 */
public interface StepRecorder {

	/** Records nothing. */
	StepRecorder NONE = new StepRecorder() {

		@Override
		public void started() {
		}

		@Override
		public List<String> startedStatements() {
			return List.of();
		}

		@Override
		public void done() {
		}

		@Override
		public List<String> doneStatements() {
			return List.of();
		}

		@Override
		public void recorded() {
		}

	};

	/**
	 * Records that a step which is not a single transaction is about to change something.
	 */
	void started();

	/**
	 * Returns the statements that record this, for callers that send them with other
	 * statements.
	 */
	List<String> startedStatements();

	/** Records that the step is done. */
	void done();

	/** Returns the statements that record in a transaction that the step is done. */
	List<String> doneStatements();

	/** Called after these statements were committed. */
	void recorded();

}
