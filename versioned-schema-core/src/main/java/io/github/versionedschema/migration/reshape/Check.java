package io.github.versionedschema.migration.reshape;

import java.util.List;
import java.util.regex.Pattern;

import io.github.versionedschema.migration.reshape.translation.NativeObject;
import io.github.versionedschema.migration.reshape.translation.Translation;
import org.jspecify.annotations.Nullable;

/**
 * A check constraint.
 *
 * @param name its name, or null for the one that PostgreSQL gives
 * @param expression the SQL condition
 * @param comment its comment, or null
 */
record Check(@Nullable String name, String expression, @Nullable String comment) {

	/** Returns the constraint of a new table. */
	NativeObject translate(Translation to) {
		return to.object().with("name", this.name).with("type", "check").with("check", this.expression);
	}

	/** Returns the same check with a name. */
	Check named(String other) {
		return new Check(other, this.expression, this.comment);
	}

	/**
	 * Returns the name that PostgreSQL gives to a check without a name.
	 * @param table its table
	 * @param columns the columns of the table
	 * @param label the end of the name
	 */
	String name(String table, List<String> columns, String label) {
		List<String> read = columns.stream().filter(this::mentions).toList();
		return ConstraintName.of(table, (read.size() == 1) ? read.get(0) : null, label);
	}

	private boolean mentions(String column) {
		return Pattern.compile("(?<![\\w$.'])\"?" + Pattern.quote(column) + "\"?(?![\\w$'(])", Pattern.CASE_INSENSITIVE)
			.matcher(this.expression)
			.find();
	}

}
