package io.github.versionedschema.plan.text;

import java.util.List;
import java.util.Set;

import io.github.versionedschema.plan.text.SqlWords.Word;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column, and the collation of its values.
 *
 * @param name the type as SQL, with modifiers
 * @param collation the collation as SQL, or null for the type's own
 */
public record ColumnType(String name, @Nullable String collation) {

	private static final Set<String> TEXT = Set.of("text", "character varying", "character");

	/**
	 * Reads a type as users write it. A serial type is the integer type that it stands
	 * for. What is no type with a collation is read as a type, so that PostgreSQL reports
	 * the error.
	 * @param written the type, with modifiers, and possibly {@code COLLATE} and a name
	 */
	public static ColumnType of(String written) {
		List<Word> words = SqlWords.of(written).words();
		for (int index = 1; index < words.size(); index++) {
			Word word = words.get(index);
			if (word.name().equals("collate") && !word.quoted() && isOneName(words, index + 1)
					&& isEnd(written, words.get(words.size() - 1))) {
				return new ColumnType(SerialType.plain(written.substring(0, word.start()).strip()),
						written.substring(words.get(index + 1).start()).strip());
			}
		}
		return new ColumnType(SerialType.plain(written), null);
	}

	private static boolean isOneName(List<Word> words, int from) {
		int count = words.size() - from;
		return count == 1 || (count == 2 && words.get(from).beforeDot());
	}

	private static boolean isEnd(String written, Word last) {
		return written.substring(last.end()).isBlank();
	}

	/** Returns the type as a column definition has it. */
	public String sql() {
		return this.name + ((this.collation != null) ? " COLLATE " + this.collation : "");
	}

	/**
	 * Returns the type that a column gets if this one is asked for: without a collation,
	 * texts keep the one that they have.
	 * @param before the type of the column
	 */
	public ColumnType following(ColumnType before) {
		boolean keeps = this.collation == null
				&& (isText() || TypeName.canonical(this.name).equals(TypeName.canonical(before.name)));
		return keeps ? new ColumnType(this.name, before.collation) : this;
	}

	/**
	 * Returns whether it is the same type with the same collation.
	 * @param other the other type
	 * @param schema the schema in which types and collations without a schema are
	 */
	public boolean isSame(ColumnType other, String schema) {
		return ofSchema(this.name, schema).equals(ofSchema(other.name, schema))
				&& collationName(schema).equals(other.collationName(schema));
	}

	private static String ofSchema(String type, String schema) {
		String name = TypeName.canonical(type);
		String prefix = Identifier.quote(schema) + ".";
		return name.startsWith(prefix) ? name.substring(prefix.length())
				: name.startsWith(schema + ".") ? name.substring(schema.length() + 1) : name;
	}

	private List<String> collationName(String schema) {
		if (this.collation == null) {
			return isText() ? List.of("default") : List.of();
		}
		List<String> names = SqlWords.of(this.collation).words().stream().map(Word::name).toList();
		return (names.size() > 1 && Set.of("pg_catalog", schema).contains(names.get(0))) ? names.subList(1, 2) : names;
	}

	private boolean isText() {
		return TEXT.contains(TypeName.withoutModifiers(this.name).replace("[]", ""));
	}

}
