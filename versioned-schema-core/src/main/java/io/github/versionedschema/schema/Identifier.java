package io.github.versionedschema.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Quotes names and string literals as SQL text.
 */
public final class Identifier {

	/**
	 * The maximum length of a name in bytes of UTF-8, which PostgreSQL does not truncate.
	 */
	public static final int MAX_BYTES = 63;

	private static final int HASH_DIGITS = 12;

	private Identifier() {
	}

	/**
	 * The name as a quoted identifier, whatever it contains.
	 * @param name a name as the catalogue has it
	 * @return the name in double quotes, quotes within it doubled
	 * @throws IllegalArgumentException if the name is empty or contains a NUL, which no
	 * PostgreSQL name can
	 */
	public static String quote(String name) {
		if (name.isEmpty()) {
			throw new IllegalArgumentException("An identifier must not be empty");
		}
		return '"' + withoutNul(name).replace("\"", "\"\"") + '"';
	}

	/**
	 * The quoted name of an object in a schema.
	 * @param schema the schema's name
	 * @param name the object's name
	 * @return both quoted, with a dot between them
	 */
	public static String qualified(String schema, String name) {
		return quote(schema) + '.' + quote(name);
	}

	/**
	 * Returns the text as a string literal that does not depend on {@code
	 * standard_conforming_strings}.
	 * @param text any text without NUL
	 * @return the literal
	 * @throws IllegalArgumentException if the text contains a NUL
	 */
	public static String literal(String text) {
		String quoted = '\'' + withoutNul(text).replace("'", "''") + '\'';
		return (text.indexOf('\\') < 0) ? quoted : 'E' + quoted.replace("\\", "\\\\");
	}

	/**
	 * Returns the text in dollar quotes with a tag that the text does not contain.
	 * @param text any text without NUL
	 * @return the quoted text
	 * @throws IllegalArgumentException if the text contains a NUL
	 */
	public static String dollarQuoted(String text) {
		String tag = "$vs$";
		for (int number = 1; withoutNul(text).contains(tag); number++) {
			tag = "$vs" + number + '$';
		}
		return tag + text + tag;
	}

	/**
	 * Whether PostgreSQL would not truncate the name.
	 * @param name a name
	 * @return {@code false} if the server would truncate it
	 */
	public static boolean fits(String name) {
		return name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
	}

	/**
	 * Returns the name itself if it fits, otherwise its beginning and a hash of the whole
	 * name, so that different names remain different.
	 * @param name a name of any length
	 * @return a name of at most {@value #MAX_BYTES} bytes
	 */
	public static String truncatedWithHash(String name) {
		return fits(name) ? name : beginning(name, MAX_BYTES - HASH_DIGITS - 1) + '_' + hash(name);
	}

	private static String beginning(String name, int bytes) {
		int end = 0;
		int used = 0;
		while (end < name.length()) {
			int codePoint = name.codePointAt(end);
			used += Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
			if (used > bytes) {
				break;
			}
			end += Character.charCount(codePoint);
		}
		return name.substring(0, end);
	}

	private static String hash(String name) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private static String withoutNul(String text) {
		if (text.indexOf('\0') >= 0) {
			throw new IllegalArgumentException("PostgreSQL text cannot contain a NUL character");
		}
		return text;
	}

}
