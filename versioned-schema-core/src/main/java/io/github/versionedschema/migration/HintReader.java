package io.github.versionedschema.migration;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.migration.hint.Hints;
import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@link Hints} of an operation. They are not part of the checksum, so that
 * they can be changed after an expand that did not get its locks.
 */
final class HintReader {

	private static final String LOCK_TIMEOUT = "lock_timeout";

	private static final String BATCH = "batch";

	/** The keys of an operation that are hints. */
	static final List<String> KEYS = List.of(LOCK_TIMEOUT, BATCH);

	/** At most about 30 years, in a form that JSON schemas also understand. */
	static final Pattern DURATION = Pattern.compile("^([1-9][0-9]{0,8})(ms|s|m)$");

	/** Returns the operation without these keys. */
	static Fields without(Fields operation) {
		return operation.without(LOCK_TIMEOUT).without(BATCH);
	}

	/**
	 * Reads the keys.
	 * @param operation the content of the operation
	 * @param problems the collector of problems of the operation
	 */
	Hints read(Fields operation, FileProblems problems) {
		Hints hints = new Hints(millis(operation.find(LOCK_TIMEOUT), problems),
				millis(operation.find(BATCH), problems));
		return hints.equals(Hints.NONE) ? Hints.NONE : hints;
	}

	private static @Nullable Long millis(@Nullable Field field, FileProblems problems) {
		if (field == null || field.value() instanceof Scalar scalar && scalar.isNull()) {
			return null;
		}
		Matcher duration = DURATION.matcher((field.value() instanceof Scalar scalar) ? scalar.text() : "");
		if (!duration.matches()) {
			problems.add(field.value().position(),
					"'%s' must be a duration, and it is %s".formatted(field.key(), field.value().describe()),
					"Write a number with the unit ms, s or m, as in %s: 100ms".formatted(field.key()));
			return null;
		}
		long factor = switch (duration.group(2)) {
			case "ms" -> 1;
			case "s" -> 1_000;
			default -> 60_000;
		};
		return Long.parseLong(duration.group(1)) * factor;
	}

}
