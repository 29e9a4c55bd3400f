package io.github.versionedschema.pending;

import java.util.List;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.SourcedOperation;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.operation.SchemaOperation;
import org.jspecify.annotations.Nullable;

/**
 * The first of the pending migrations, as many as can be expanded as one version. Where
 * an operation reads what migrations before it change, these become a version first,
 * which usually no session uses. So all migrations lead where they lead one at a time.
 *
 * @param migrations the migrations, at least one
 * @param waiting the first operation that can be planned only when they are a version, or
 * null if no migration is left
 */
record Stage(List<Migration> migrations, @Nullable Source waiting) {

	Stage {
		migrations = List.copyOf(migrations);
	}

	/**
	 * Returns the first stage.
	 * @param pending all pending migrations, in order
	 */
	static Stage first(List<Migration> pending) {
		EarlierChanges earlier = new EarlierChanges();
		for (int index = 0; index < pending.size(); index++) {
			for (SourcedOperation sourced : pending.get(index).operations()) {
				SchemaOperation operation = (SchemaOperation) sourced.operation();
				if (earlier.areReadBy(operation)) {
					return new Stage(pending.subList(0, index), sourced.source());
				}
				earlier.follow(operation);
			}
			earlier.add(pending.get(index));
		}
		return new Stage(pending, null);
	}

	/**
	 * Returns whether an operation of a later stage can be judged before this one is
	 * live.
	 */
	boolean precedesWaiting(@Nullable Source operation) {
		return operation != null && this.waiting != null && operation.compareTo(this.waiting) < 0
				&& this.migrations.stream().noneMatch((file) -> file.location().equals(operation.file()));
	}

	/** Returns what a plan of this stage says about the other migrations. */
	Finding note(List<Migration> pending) {
		String last = this.migrations.get(this.migrations.size() - 1).version();
		int left = pending.size() - this.migrations.size();
		return new Finding(Severity.WARNING, this.waiting,
				"The operation reads what migrations before it change. So these become a version of their own, \"%s\", and the other %s planned and expanded when it is live."
					.formatted(last, (left == 1) ? "migration is" : left + " migrations are"),
				"Nothing uses that version; complete removes it with the older ones, and a second abort undoes it.");
	}

}
