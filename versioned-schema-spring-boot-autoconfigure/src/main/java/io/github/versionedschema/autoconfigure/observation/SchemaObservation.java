package io.github.versionedschema.autoconfigure.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of transitions. Each becomes a span where the application has a
 * tracer, and a timer with a long task timer ({@code .active}) where it has meters.
 */
public enum SchemaObservation implements ObservationDocumentation {

	/**
	 * A transition that this instance runs: expand, complete, retire, revert, contract,
	 * abort or fill.
	 */
	TRANSITION("versioned.schema.transitions", "schema transition", TransitionTag.values(), TransitionDetail.values()),

	/** A step of a transition, or the undoing of a step. */
	STEP("versioned.schema.steps", "schema step", StepTag.values(), StepDetail.values());

	private final String name;

	private final String contextualName;

	private final KeyName[] tags;

	private final KeyName[] details;

	SchemaObservation(String name, String contextualName, KeyName[] tags, KeyName[] details) {
		this.name = name;
		this.contextualName = contextualName;
		this.tags = tags;
		this.details = details;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public String getContextualName() {
		return this.contextualName;
	}

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return this.tags.clone();
	}

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return this.details.clone();
	}

	/** The tags of transitions. */
	public enum TransitionTag implements KeyName {

		/** The base schema. */
		SCHEMA("schema"),

		/** The transition, e.g. {@code expand}. */
		TRANSITION("transition"),

		/**
		 * The outcome: {@code success}, or the kind of the failure, e.g. {@code refused}.
		 */
		OUTCOME("outcome");

		private final String text;

		TransitionTag(String text) {
			this.text = text;
		}

		@Override
		public String asString() {
			return this.text;
		}

	}

	/** What only the span of a transition has. */
	public enum TransitionDetail implements KeyName {

		/** The version that the application was written for. */
		VERSION("version"),

		/** Whether anything was changed. */
		CHANGED("changed");

		private final String text;

		TransitionDetail(String text) {
			this.text = text;
		}

		@Override
		public String asString() {
			return this.text;
		}

	}

	/** The tags of steps. */
	public enum StepTag implements KeyName {

		/** The base schema. */
		SCHEMA("schema"),

		/** The phase of the step, e.g. {@code backfill}. */
		PHASE("phase"),

		/** The outcome: {@code success}, or the kind of the failure. */
		OUTCOME("outcome");

		private final String text;

		StepTag(String text) {
			this.text = text;
		}

		@Override
		public String asString() {
			return this.text;
		}

	}

	/** What only the span of a step has. */
	public enum StepDetail implements KeyName {

		/** The version that the plan leads to. */
		VERSION("version"),

		/** The id of the step. */
		STEP("step"),

		/** What the step does. */
		TITLE("title"),

		/** The table that it changes or reads, if it is one. */
		TABLE("table"),

		/** The number of rows that a backfill filled. */
		ROWS("rows"),

		/** The number of batches of a backfill. */
		BATCHES("batches"),

		/** The number of attempts to acquire locks, if the first failed. */
		LOCK_ATTEMPTS("lock.attempts"),

		/** How long the step waited for locks, in milliseconds, if it did. */
		LOCK_WAIT("lock.wait.ms");

		private final String text;

		StepDetail(String text) {
			this.text = text;
		}

		@Override
		public String asString() {
			return this.text;
		}

	}

}
