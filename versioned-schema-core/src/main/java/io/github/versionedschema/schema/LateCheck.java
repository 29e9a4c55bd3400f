package io.github.versionedschema.schema;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A check that a version has, and that the table gets only when older versions are
 * removed.
 *
 * @param name the constraint's name
 * @param condition the user's text
 * @param columns numbers of the columns that it mentions, by the names that it uses
 * @param rowName the table's name if the condition qualifies columns with it, or null
 * @param noInherit whether it is not inherited by child tables
 */
public record LateCheck(String name, String condition, Map<String, Integer> columns, @Nullable String rowName,
		boolean noInherit) {

	public LateCheck {
		columns = Map.copyOf(columns);
	}

	/** Returns whether it mentions any of these columns. */
	public boolean mentions(Collection<Integer> numbers) {
		return this.columns.values().stream().anyMatch(numbers::contains);
	}

	/** Returns the same check under another name. */
	public LateCheck renamed(String to) {
		return new LateCheck(to, this.condition, this.columns, this.rowName, this.noInherit);
	}

}
