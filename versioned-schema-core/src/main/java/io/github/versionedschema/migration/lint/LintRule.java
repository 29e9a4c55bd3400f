package io.github.versionedschema.migration.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules that findings about valid migrations belong to. A file acknowledges a finding
 * with the name of its rule.
 */
public enum LintRule {

	/** SQL rewrites a table, which blocks all access for as long as it takes. */
	REWRITES_TABLE,

	/** SQL reads a whole table while it blocks other sessions. */
	SCANS_TABLE,

	/** SQL builds an index while it blocks writes. */
	BUILDS_INDEX,

	/** SQL locks a table that clients use. */
	LOCKS_TABLE,

	/** SQL adds a column to a table that clients use. */
	ADDS_COLUMN,

	/** SQL drops a column that live versions have. */
	DROPS_COLUMN,

	/** SQL renames a column that live versions have. */
	RENAMES_COLUMN,

	/** SQL changes the type or the nullability of a column that live versions have. */
	CHANGES_COLUMN,

	/** SQL drops a table that live versions have. */
	DROPS_TABLE,

	/** SQL renames or moves a table that live versions have. */
	RENAMES_TABLE,

	/** SQL drops, moves or renames another object that live versions may use. */
	DROPS_OBJECT,

	/** SQL changes an object, or what roles may do with it, for live versions. */
	CHANGES_OBJECT,

	/** SQL adds a constraint or unique index, which binds older versions too. */
	BINDS_OLDER_VERSIONS,

	/** SQL changes rows in one transaction. */
	CHANGES_ROWS,

	/** SQL builds or rebuilds an index concurrently, which may leave an invalid one. */
	LEAVES_INVALID_INDEX,

	/** SQL drops or empties whatever depends on an object. */
	CASCADES,

	/** SQL adds a value to an enum that older versions do not know. */
	ADDS_ENUM_VALUE,

	/** SQL that abort does not undo. */
	WITHOUT_DOWN,

	/** Complete drops an index or a constraint that also concerns other columns. */
	DROPS_WITH_COLUMN,

	/** The newer version cannot write all values until complete. */
	LIMITS_NEW_VALUES,

	/** A function or another object uses the row type of a table that gets a view. */
	USES_ROW_TYPE,

	/** A function names a table or column that the newer version does not have. */
	BREAKS_FUNCTION,

	/** A trigger fires for each row that is filled. */
	FIRES_TRIGGER,

	/** A deferrable key is checked early while its copy is built. */
	CHECKS_KEY_EARLY,

	/** Subscribers of a publication receive other columns. */
	CHANGES_PUBLICATION,

	/** A key has a type with few values. */
	SMALL_KEY,

	/** A column has the type json, which has no equality. */
	JSON_TYPE,

	/** A column has the type character, which pads values. */
	CHARACTER_TYPE,

	/** A column has the type timestamp without time zone. */
	TIMESTAMP_WITHOUT_ZONE,

	/** An index has more columns than queries use. */
	WIDE_INDEX,

	/** No index finds the rows that reference a row. */
	UNINDEXED_REFERENCE;

	/** Returns the name of the rule in files and messages. */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Returns the rule of that name. */
	public static Optional<LintRule> find(String key) {
		return Arrays.stream(values()).filter((rule) -> rule.key().equals(key)).findFirst();
	}

	/** Returns the names of all rules. */
	public static List<String> keys() {
		return Arrays.stream(values()).map(LintRule::key).toList();
	}

}
