package io.github.versionedschema.schema.read;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Reads the options that {@code pg_get_indexdef} prints after each key. Only this
 * function shows which collations and operator classes differ from the defaults.
 */
final class IndexKeyScanner {

	private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\",.()]+)";

	private static final String QUALIFIED_NAME = NAME + "(?:\\." + NAME + ")?";

	private static final String LITERAL = "E?'(?:[^']|'')*'";

	private static final String OPTIONS = "(?: \\((?:" + LITERAL + "|[^')])*\\))?";

	/** Keywords are printed in upper case; a name in upper case would be quoted. */
	private static final Pattern SUFFIX = Pattern
		.compile("(?: COLLATE (?<collation>" + QUALIFIED_NAME + "))?(?: (?<opclass>(?!DESC|NULLS)" + QUALIFIED_NAME
				+ OPTIONS + "))?(?: DESC)?(?: NULLS (?:FIRST|LAST))?(?:, |\\))");

	private final String definition;

	private int position;

	/**
	 * Starts before the first key.
	 * @param definition the whole definition
	 * @param opening the text before the first key
	 */
	IndexKeyScanner(String definition, String opening) {
		this.definition = definition;
		this.position = opening.length();
		require(definition.startsWith(opening));
	}

	/**
	 * Reads the next key.
	 * @param key the key as the server prints it
	 * @return the options after it
	 * @throws ConcurrencyFailureException if the definition does not continue with the
	 * key: the index was changed while it was read, or the definition is not understood
	 */
	Suffix next(String key) {
		require(this.definition.startsWith(key, this.position));
		Matcher suffix = SUFFIX.matcher(this.definition).region(this.position + key.length(), this.definition.length());
		require(suffix.lookingAt());
		this.position = suffix.end();
		return new Suffix(suffix.group("collation"), suffix.group("opclass"));
	}

	private void require(boolean understood) {
		if (!understood) {
			throw new ConcurrencyFailureException("The definition of an index could not be understood at character "
					+ this.position + ": " + this.definition);
		}
	}

	/**
	 * The options after a key.
	 *
	 * @param collation its collation as SQL, if there is one
	 * @param opclass its operator class with parameters as SQL, if there is one
	 */
	record Suffix(@Nullable String collation, @Nullable String opclass) {

	}

}
