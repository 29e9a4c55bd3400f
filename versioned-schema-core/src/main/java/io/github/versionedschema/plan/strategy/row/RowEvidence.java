package io.github.versionedschema.plan.strategy.row;

import java.util.Optional;

import io.github.versionedschema.plan.sync.FillSql;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.table.TableWork;

/**
 * Creates conditions for rows that the sync triggers never processed while both versions
 * are live: rows of an attached partition, or rows loaded while triggers were disabled.
 * These rows have only old values.
 */
final class RowEvidence {

	private final TableWork work;

	private final VerificationSql verification;

	RowEvidence(TableWork work) {
		this.work = work;
		this.verification = new VerificationSql(work);
	}

	/**
	 * Returns the condition that a row lacks a value of a group that should be computed;
	 * empty if nothing is computed for the newer version.
	 */
	Optional<String> unfilled(Group group) {
		if (group.upTargets().isEmpty()) {
			return Optional.empty();
		}
		if (group.isComparableByDowns()) {
			return Optional.of(FillSql.none(group) + " AND " + this.verification.disagreeing(group));
		}
		String mark = this.work.sync().givenNulls().mark(group);
		return Optional.of(this.work.fill().missing(group) + ((mark != null) ? " AND " + mark + " IS NULL" : ""));
	}

	/**
	 * Returns the condition that both versions have a value and neither can be computed
	 * from the other; empty if the values are not computed in both directions. A column
	 * of both versions that {@code down} reads may change without {@code down}: the older
	 * version's client who changes it has the older version's value.
	 */
	Optional<String> contradictory(Group group) {
		if (!group.isComparableByDowns() || group.upTargets().isEmpty() || !group.sharedDownColumns().isEmpty()) {
			return Optional.empty();
		}
		return Optional.of("%s AND NOT (%s) AND %s".formatted(Steadiness.of(this.work.functions().of(group)),
				FillSql.none(group), this.verification.disagreeing(group)));
	}

}
