package io.github.versionedschema.plan.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Finds user triggers that would fail for clients, as their functions expect the current
 * columns of the table.
 */
final class UserTriggers {

	/**
	 * A row as a list of columns. In comparisons of rows, {@code (NEW.*)} is harmless.
	 */
	private static final Pattern COLUMN_LIST = Pattern
		.compile("(\\bselect|\\bvalues\\s*\\(|,)[\\s(]*(new|old)[\\s)]*\\.\\s*\\*", Pattern.CASE_INSENSITIVE);

	/** A row that is assigned as a whole. */
	private static final Pattern ASSIGNED = Pattern.compile(":?=\\s*(new|old)\\s*;", Pattern.CASE_INSENSITIVE);

	/** Only this function depends on which columns a statement names. */
	private static final String BY_COLUMNS_OF_STATEMENT = "tsvector_update_trigger";

	private final SharedTable table;

	private final List<Finding> findings = new ArrayList<>();

	UserTriggers(SharedTable table) {
		this.table = table;
	}

	/** Returns the triggers that fail while both versions are live. */
	List<Finding> copyingRows() {
		boolean otherColumns = !this.table.isDropped()
				&& this.table.columns().stream().anyMatch((column) -> column.isNewOnly() || column.isOldOnly());
		for (Trigger trigger : this.table.source().triggers()) {
			String source = trigger.functionSource().replaceAll("--[^\\n]*", "");
			if (otherColumns && COLUMN_LIST.matcher(source).find()) {
				add(this.table.changedBy(),
						"trigger %s runs %s, which lists the columns of a row as \"*\", and the columns of the table change."
							.formatted(trigger.shown(), trigger.function()),
						"Let the function name the columns.");
			}
		}
		return this.findings;
	}

	/** Returns the triggers that fail after a column is dropped or renamed. */
	List<Finding> reading(ColumnDraft draft, Column column) {
		for (Trigger trigger : this.table.source().triggers()) {
			if (passes(trigger, column)) {
				add(this.table.lastNamedBy(draft),
						"trigger %s passes the name of column \"%s\" to %s, and the column is gone after complete."
							.formatted(trigger.shown(), column.name(), trigger.function()),
						"Drop the trigger first and create it again after complete.");
			}
			else if (reads(trigger, column)) {
				add(this.table.lastNamedBy(draft),
						"trigger %s runs %s, which reads column \"%s\" that is gone after complete."
							.formatted(trigger.shown(), trigger.function(), column.name()),
						"Drop the trigger first, or let the function find the column by to_jsonb(NEW).");
			}
		}
		return this.findings;
	}

	/**
	 * Returns the triggers that miss changes of a column by the newer version, as its
	 * statements name the replacement column.
	 */
	List<Finding> notSeeing(@Nullable Source operation, Column column) {
		for (Trigger trigger : this.table.source().triggers()) {
			if (trigger.function().contains(BY_COLUMNS_OF_STATEMENT) && passes(trigger, column)) {
				add(operation,
						"trigger %s runs %s, which does not see updates of the new version: they name the replacement of column \"%s\"."
							.formatted(trigger.shown(), trigger.function(), column.name()),
						"Replace the trigger by a generated column or by a trigger in PL/pgSQL first (to_tsvector).");
			}
		}
		return this.findings;
	}

	private static boolean passes(Trigger trigger, Column column) {
		return trigger.arguments()
			.stream()
			.map((argument) -> argument.strip().replaceAll("^\"(.*)\"$", "$1"))
			.anyMatch(column.name()::equalsIgnoreCase);
	}

	private static boolean reads(Trigger trigger, Column column) {
		SqlWords words = SqlWords.of(trigger.functionSource());
		return words.readsRowField(column.name()) || (ASSIGNED.matcher(trigger.functionSource()).find()
				&& words.words().stream().anyMatch((word) -> word.afterDot() && word.name().equals(column.name())));
	}

	private void add(@Nullable Source source, String message, String advice) {
		this.findings.add(new Finding(Severity.ERROR, source,
				"Table \"%s\": %s".formatted(this.table.physicalName(), message), advice));
	}

}
