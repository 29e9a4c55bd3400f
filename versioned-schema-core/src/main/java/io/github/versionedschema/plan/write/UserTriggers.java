package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.versionedschema.migration.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.SqlWords;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Triggers of the user's that clients would fail in: their functions are written for the
 * columns that the table has now.
 */
final class UserTriggers {

	/**
	 * A row as a list of columns. Where rows are compared, {@code (NEW.*)} does no harm.
	 */
	private static final Pattern COLUMN_LIST = Pattern
		.compile("(\\bselect|\\bvalues\\s*\\(|,)\\s*\\(*\\s*(new|old)\\s*\\.\\s*\\*", Pattern.CASE_INSENSITIVE);

	private final SharedTable table;

	private final List<Finding> findings = new ArrayList<>();

	UserTriggers(SharedTable table) {
		this.table = table;
	}

	/** Returns those that fail while both versions live. */
	List<Finding> copyingRows() {
		boolean otherColumns = !this.table.isDropped()
				&& this.table.columns().stream().anyMatch((column) -> column.isNewOnly() || column.isOldOnly());
		for (Trigger trigger : this.table.source().triggers()) {
			String source = trigger.functionSource().replaceAll("--[^\\n]*", "");
			if (otherColumns && COLUMN_LIST.matcher(source).find()) {
				add(this.table.changedBy(),
						"trigger %s runs %s, which lists the columns of a row as \"*\", and there will be others."
							.formatted(trigger.shown(), trigger.function()),
						"Let the function name the columns.");
			}
		}
		return this.findings;
	}

	/** Returns those that fail when a column is gone, or has another name. */
	List<Finding> reading(ColumnDraft draft, Column column) {
		for (Trigger trigger : this.table.source().triggers()) {
			if (SqlWords.of(trigger.functionSource()).readsRowField(column.name())) {
				add(draft.namedBy(),
						"trigger %s runs %s, which reads column \"%s\" that is gone after complete."
							.formatted(trigger.shown(), trigger.function(), column.name()),
						"Drop the trigger first, or let the function find the column by to_jsonb(NEW).");
			}
		}
		return this.findings;
	}

	private void add(@Nullable Source source, String message, String advice) {
		this.findings.add(new Finding(Severity.ERROR, source,
				"Table \"%s\": %s".formatted(this.table.physicalName(), message), advice));
	}

}
