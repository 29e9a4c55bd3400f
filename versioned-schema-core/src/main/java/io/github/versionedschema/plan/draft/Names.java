package io.github.versionedschema.plan.draft;

import java.util.Collection;
import java.util.Comparator;

import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Names as people read them, and what makes a name usable.
 */
final class Names {

	private Names() {
	}

	static String shown(@Nullable String name) {
		return "\"" + name + "\"";
	}

	/** Refuses a name that PostgreSQL would cut or could not store. */
	static void requireUsable(String name, String kind) {
		if (name.isBlank()) {
			throw new Rejection("The name of a %s is blank.".formatted(kind), null);
		}
		if (!Identifier.fits(name)) {
			throw new Rejection("The name %s of a %s is longer than 63 bytes.".formatted(shown(name), kind),
					"PostgreSQL would cut it silently: choose a shorter one.");
		}
	}

	/**
	 * Returns a sentence with the most similar known name, or the known names when there
	 * are few.
	 */
	static @Nullable String suggestion(String wanted, Collection<String> known) {
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
