package io.github.versionedschema.lock;

import java.util.List;

/**
 * Records in the journal how far a step is, in the transaction that is open on the
 * leader's connection, or else in one of its own.
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

	/** The step is no single transaction, and is about to change something. */
	void started();

	/** Returns what records that, for those who send it together with more. */
	List<String> startedStatements();

	/** The step is done. */
	void done();

	/** Returns what records in a transaction that the step is done. */
	List<String> doneStatements();

	/** These statements were committed. */
	void recorded();

}
