package io.github.versionedschema.plan.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.github.versionedschema.plan.text.SqlWords.Word;
import io.github.versionedschema.schema.Identifier;

/**
 * Types that the newer version has for itself, although the base schema has others under
 * their names. Users mean the newer ones where they write these names as types.
 *
 * @param base the base schema
 * @param schemas the schemas of the types, by their names
 */
public record NewerTypes(String base, Map<String, String> schemas) implements UnaryOperator<String> {

	private static final Pattern STRING = Pattern.compile("\\s*(?:(?:[Ee]|[Uu]&)?'|\\$\\w*\\$)");

	/** Words before strings that are no types, although types can have these names. */
	private static final Set<String> BEFORE_STRINGS = Set.of("content", "document", "escape", "passing", "uescape",
			"version", "zone");

	public NewerTypes {
		schemas = Map.copyOf(schemas);
	}

	/**
	 * Returns an expression that names the types where they are, in casts and before
	 * strings.
	 * @param sql the expression
	 */
	@Override
	public String apply(String sql) {
		List<Word> words = SqlWords.of(sql).words();
		StringBuilder result = new StringBuilder(sql);
		List<Integer> types = types(sql, words);
		Collections.reverse(types);
		types.forEach((index) -> replace(result, words, index));
		return result.toString();
	}

	/**
	 * Returns a type where it is.
	 * @param type the type, as SQL
	 */
	public String type(String type) {
		StringBuilder result = new StringBuilder(type);
		List<Word> words = SqlWords.of(type).words();
		if (!words.isEmpty()) {
			replace(result, words, 0);
		}
		return result.toString();
	}

	private void replace(StringBuilder sql, List<Word> words, int index) {
		Word first = words.get(index);
		boolean qualified = first.beforeDot() && index + 1 < words.size() && first.name().equals(this.base);
		Word name = qualified ? words.get(index + 1) : first;
		String schema = this.schemas.get(name.name());
		if (schema != null && !name.beforeDot()) {
			sql.replace(first.start(), name.end(), Identifier.qualified(schema, name.name()));
		}
	}

	/** Returns the indexes of the words with which types begin. */
	private static List<Integer> types(String sql, List<Word> words) {
		List<Integer> types = new ArrayList<>();
		for (int index = 0; index < words.size(); index++) {
			Word word = words.get(index);
			boolean standard = index > 0 && words.get(index - 1).name().equals("as") && !words.get(index - 1).quoted()
					&& isInCast(sql, words, index - 1);
			if (word.afterCast() || standard || isBeforeString(sql, words, index)) {
				types.add(index);
			}
		}
		return types;
	}

	/** Returns whether a type that begins with a word is followed by a string. */
	private static boolean isBeforeString(String sql, List<Word> words, int index) {
		Word first = words.get(index);
		Word last = (first.beforeDot() && index + 1 < words.size()) ? words.get(index + 1) : first;
		boolean keyword = !last.quoted() && !last.afterDot() && BEFORE_STRINGS.contains(last.name());
		return !keyword && !first.afterDot() && STRING.matcher(sql).region(last.end(), sql.length()).lookingAt();
	}

	/** Returns whether a word stands directly between the parentheses of a cast. */
	private static boolean isInCast(String sql, List<Word> words, int index) {
		int open = 0;
		int end = words.get(index).start();
		for (int before = index - 1; before >= 0; before--) {
			Word word = words.get(before);
			for (char character : sql.substring(word.end(), end).toCharArray()) {
				open += (character == '(') ? 1 : (character == ')') ? -1 : 0;
			}
			if (open > 0) {
				return word.call() && word.name().equals("cast") && !word.quoted();
			}
			end = word.start();
		}
		return false;
	}

}
