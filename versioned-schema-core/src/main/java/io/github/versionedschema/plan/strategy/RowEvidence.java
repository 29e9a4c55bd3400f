package io.github.versionedschema.plan.strategy;

import java.util.Optional;

import io.github.versionedschema.plan.sync.FillSql;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.table.TableWork;

/**
 * Conditions on rows that the synchronisation never saw, while both versions live: rows
 * of a table that was attached as a partition, rows that were loaded while triggers were
 * disabled. Their old values are all that there is.
 */
final class RowEvidence {

	private final TableWork work;

	private final VerificationSql verification;

	RowEvidence(TableWork work) {
		this.work = work;
		this.verification = new VerificationSql(work);
	}

	/**
	 * Returns the condition that a row has no value of a group although one is to be
	 * computed; empty where nothing is computed for the new version.
	 */
	Optional<String> unfilled(Group group) {
		if (group.upTargets().isEmpty()) {
			return Optional.empty();
		}
		if (group.isComparableByDowns()) {
			return Optional.of(FillSql.none(group) + " AND " + this.verification.disagreeing(group));
		}
		String mark = this.work.givenNulls().mark(group);
		return Optional.of(this.work.fill().missing(group) + ((mark != null) ? " AND " + mark + " IS NULL" : ""));
	}

	/**
	 * Returns the condition that both versions have a value and neither is what follows
	 * from the other; empty where the values of one do not follow from the other's.
	 */
	Optional<String> contradictory(Group group) {
		if (!group.isComparableByDowns() || group.upTargets().isEmpty()) {
			return Optional.empty();
		}
		return Optional.of("%s AND NOT (%s) AND %s".formatted(Steadiness.of(this.work.functions().of(group)),
				FillSql.none(group), this.verification.disagreeing(group)));
	}

}
