package io.github.versionedschema.plan.strategy.row;

import java.util.List;
import java.util.Objects;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.Deparsed;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Constraint;

/**
 * A valid check of the older version on columns that the chain replaces, as it applies to
 * their replacements.
 *
 * @param check the check of the older version
 * @param violated the condition that is true for rows that violate the copy
 * @param message what that means, as readable text
 */
record CopiedCheck(Constraint check, String violated, String message) {

	static List<CopiedCheck> of(TableWork work) {
		return work.copiedChecks()
			.stream()
			.filter((check) -> check.validated() && check.expression() != null)
			.map((check) -> of(work, check))
			.toList();
	}

	private static CopiedCheck of(TableWork work, Constraint check) {
		Deparsed expression = work.indexes().newer(Objects.requireNonNull(check.expression()));
		return new CopiedCheck(check,
				"(" + expression.over(work.indexes().names(ColumnDraft::physicalName)) + ") IS FALSE",
				"rows of %s violate the check %s".formatted(work.name(), check.name()));
	}

	String name() {
		return this.check.name();
	}

}
