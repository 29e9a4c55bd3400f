package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.hint.Hints;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.plan.TableLock;
import org.jspecify.annotations.Nullable;

/**
 * Collects the steps of a plan.
 */
public final class Steps {

	private final List<Step> steps = new ArrayList<>();

	private final Map<String, Hints> hints;

	/**
	 * Creates an empty list of steps.
	 * @param hints what operations ask for their steps, by the operation's place
	 */
	public Steps(Map<String, Hints> hints) {
		this.hints = Map.copyOf(hints);
	}

	/** Returns the steps of all phases, in the order of the phases. */
	public List<Step> inOrder() {
		List<Step> ordered = new ArrayList<>();
		for (Phase phase : Phase.values()) {
			this.steps.stream().filter((step) -> step.phase() == phase).forEach(ordered::add);
		}
		return ordered;
	}

	public Draft add(String id, Phase phase, String title) {
		return new Draft(id, phase, title);
	}

	public static Action transaction(List<String> statements) {
		return new Action.Transaction(statements);
	}

	/** A transaction that blocks all access to a table from its beginning. */
	public static Action exclusively(String table, List<String> statements) {
		return new Action.Transaction(List.of(TableLock.exclusive(table)), statements);
	}

	public static Action exclusively(String table, String statement) {
		return exclusively(table, List.of(statement));
	}

	public static Action transaction(String statement) {
		return new Action.Transaction(List.of(statement));
	}

	/** A step that is being built. */
	public final class Draft {

		private final String id;

		private final Phase phase;

		private final String title;

		private @Nullable String table;

		private @Nullable String lock;

		private boolean scans;

		private boolean rewrites;

		private boolean addsColumns;

		private List<Action> inverse = List.of();

		private List<String> origin = List.of();

		private Draft(String id, Phase phase, String title) {
			this.id = id;
			this.phase = phase;
			this.title = title;
		}

		public Draft on(String table) {
			this.table = table;
			return this;
		}

		public Draft locking(String lock) {
			this.lock = lock;
			return this;
		}

		public Draft scanning() {
			this.scans = true;
			return this;
		}

		public Draft rewriting(boolean rewrites) {
			this.rewrites = rewrites;
			return this;
		}

		public Draft addingColumns(boolean addsColumns) {
			this.addsColumns = addsColumns;
			return this;
		}

		public Draft undoneBy(Action... inverse) {
			this.inverse = List.of(inverse);
			return this;
		}

		public Draft from(List<String> origin) {
			this.origin = List.copyOf(origin);
			return this;
		}

		public void runs(Action action) {
			Steps.this.steps.add(new Step(this.id, this.phase, this.title, this.table, action, this.lock, this.scans,
					this.rewrites, this.inverse, this.origin, hints(), this.addsColumns));
		}

		private Hints hints() {
			return this.origin.stream()
				.map((operation) -> Steps.this.hints.getOrDefault(operation, Hints.NONE))
				.reduce(Hints.NONE, Hints::and);
		}

	}

}
