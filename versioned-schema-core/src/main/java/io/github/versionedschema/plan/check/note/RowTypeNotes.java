package io.github.versionedschema.plan.check.note;

import io.github.versionedschema.schema.RowTypeUse;

/**
 * Describes what happens to functions that use a table's row type while clients use the
 * table through a view with another row type.
 */
final class RowTypeNotes {

	private RowTypeNotes() {
	}

	/**
	 * Returns a sentence.
	 * @param use the function or other object
	 * @param table the table's name
	 */
	static String of(RowTypeUse use, String table) {
		return switch (use.how()) {
			case ARGUMENT ->
				"Table \"%2$s\": %1$s takes rows of it. Until complete, neither version can call it with a row of it (\"function ... does not exist\"): both read the table through a view, which has a row type of its own."
					.formatted(use.name(), table);
			case RESULT ->
				"Table \"%2$s\": %1$s returns rows of it. Until complete, it fails where it returns all columns as \"*\", as each version reads the table through a view of its own columns."
					.formatted(use.name(), table);
			case ROWTYPE ->
				"Table \"%2$s\": %1$s has variables of its row type. Sessions that called it before expand or complete may fail in it until they reconnect."
					.formatted(use.name(), table);
			case COLUMN, STORED, OTHER ->
				"Table \"%2$s\": %1$s uses its row type. Until complete, live versions read the table through a view, whose rows are not of that type."
					.formatted(use.name(), table);
		};
	}

}
