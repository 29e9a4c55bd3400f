package io.github.versionedschema.plan.name;

import java.util.Collection;
import java.util.Comparator;
import java.util.Set;

import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Formats names for messages and validates names.
 */
public final class Names {

	/** PostgreSQL manual, section "System Columns". */
	private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

	private Names() {
	}

	public static String shown(@Nullable String name) {
		return "\"" + name + "\"";
	}

	/** Refuses a name that PostgreSQL would truncate or could not store. */
	public static void requireUsable(String name, String kind) {
		if (name.isBlank()) {
			throw new Rejection("The %s's name is blank.".formatted(kind), null);
		}
		if (!Identifier.fits(name)) {
			throw new Rejection("The %s's name %s is longer than 63 bytes.".formatted(kind, shown(name)),
					"PostgreSQL would truncate it silently: choose a shorter one.");
		}
	}

	/** Refuses a name that no column can have. */
	public static void requireUsableForColumn(String name) {
		requireUsable(name, "column");
		if (SYSTEM_COLUMNS.contains(name)) {
			throw new Rejection("Every table has a system column %s.".formatted(shown(name)), "Choose another name.");
		}
	}

	/**
	 * Returns a sentence with the most similar known name, or with all known names if
	 * there are few.
	 */
	public static @Nullable String suggestion(String wanted, Collection<String> known) {
		return known.stream()
			.min(Comparator.comparingInt((candidate) -> distance(wanted, candidate)))
			.filter((candidate) -> distance(wanted, candidate) <= Math.max(2, wanted.length() / 3))
			.map((candidate) -> "Did you mean %s?".formatted(shown(candidate)))
			.orElse(null);
	}

	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int column = 0; column <= other.length(); column++) {
			row[column] = column;
		}
		for (int line = 1; line <= one.length(); line++) {
			int diagonal = row[0];
			row[0] = line;
			for (int column = 1; column <= other.length(); column++) {
				int substitution = diagonal + ((Character.toLowerCase(one.charAt(line - 1)) != Character
					.toLowerCase(other.charAt(column - 1))) ? 1 : 0);
				diagonal = row[column];
				row[column] = Math.min(substitution, Math.min(row[column], row[column - 1]) + 1);
			}
		}
		return row[other.length()];
	}

}
