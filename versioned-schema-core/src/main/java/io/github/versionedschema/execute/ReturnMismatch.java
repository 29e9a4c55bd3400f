package io.github.versionedschema.execute;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL says of an expression whose type does not fit, in words that do not
 * speak of the function in which it is tried.
 */
final class ReturnMismatch {

	private static final Pattern MESSAGE = Pattern.compile("return type mismatch in function declared to return (.+)");

	private static final Pattern DETAIL = Pattern.compile("Actual return type is (.+)\\.");

	private ReturnMismatch() {
	}

	/**
	 * Returns the description.
	 * @param message PostgreSQL's message
	 * @param detail its detail, or null
	 * @return one or two sentences, or null if it is another error, or in another
	 * language
	 */
	static @Nullable String describe(@Nullable String message, @Nullable String detail) {
		Matcher declared = MESSAGE.matcher((message != null) ? message : "");
		Matcher actual = DETAIL.matcher((detail != null) ? detail : "");
		if (!declared.matches() || !actual.matches()) {
			return null;
		}
		return "the value is of type %s, which PostgreSQL does not assign to type %s without a cast."
			.formatted(actual.group(1), declared.group(1));
	}

}
