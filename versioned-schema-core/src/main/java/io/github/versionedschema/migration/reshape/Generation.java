package io.github.versionedschema.migration.reshape;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.migration.reshape.translation.NativeObject;
import io.github.versionedschema.migration.reshape.translation.Translation;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are generated.
 *
 * @param identity whether it is an identity column
 * @param always whether an INSERT may not give a value
 * @param details the options of the sequence, the expression, or null
 */
record Generation(boolean identity, boolean always, @Nullable String details) {

	private static final Pattern IDENTITY = Pattern
		.compile("(?is)\\s*(always|by\\s+default)\\s+as\\s+identity\\s*(?:\\((.*)\\)\\s*)?");

	private static final Pattern STORED = Pattern.compile("(?is)\\s*always\\s+as\\s*\\((.*)\\)\\s*stored\\s*");

	/** Reads the clause after {@code GENERATED}; null if it is of another form. */
	static @Nullable Generation of(String clause) {
		Matcher identity = IDENTITY.matcher(clause);
		if (identity.matches()) {
			return new Generation(true, identity.group(1).equalsIgnoreCase("always"), identity.group(2));
		}
		Matcher stored = STORED.matcher(clause);
		return stored.matches() ? new Generation(false, true, stored.group(1)) : null;
	}

	NativeObject translate(Translation to) {
		if (!this.identity) {
			return to.object().with("expression", this.details);
		}
		return to.object()
			.with("identity",
					to.object()
						.with("user_specified_values", this.always ? "ALWAYS" : "BY DEFAULT")
						.with("sequence_options", this.details));
	}

}
