package io.github.versionedschema.plan.check.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.plan.text.SqlWords.Word;

/**
 * A statement of user SQL, by its words outside strings and comments.
 *
 * @param words its words in order, at least one
 */
record UserStatement(List<Word> words) {

	/** Words between the verb of a statement and the kind of object. */
	private static final Set<String> BETWEEN = Set.of("or", "replace", "global", "local", "temporary", "temp",
			"unlogged", "unique", "foreign", "materialized", "constraint", "recursive");

	private static final Set<String> TEMPORARY = Set.of("temporary", "temp");

	/** Words between the kind of object and its name. */
	private static final Set<String> BEFORE_NAME = Set.of("if", "not", "exists", "only", "concurrently");

	UserStatement {
		words = List.copyOf(words);
	}

	static List<UserStatement> of(String sql) {
		List<UserStatement> statements = new ArrayList<>();
		List<Word> words = new ArrayList<>();
		for (Word word : SqlWords.of(sql).words()) {
			if (word.first() && !words.isEmpty()) {
				statements.add(new UserStatement(words));
				words.clear();
			}
			words.add(word);
		}
		if (!words.isEmpty()) {
			statements.add(new UserStatement(words));
		}
		return statements;
	}

	int start() {
		return this.words.get(0).start();
	}

	String verb() {
		return this.words.get(0).name();
	}

	boolean isVerb(String... verbs) {
		return Set.of(verbs).contains(verb());
	}

	/** Returns the kind of object that it creates, alters or drops, or "". */
	String kind() {
		return this.words.stream()
			.skip(1)
			.map(Word::name)
			.filter((name) -> !BETWEEN.contains(name))
			.findFirst()
			.orElse("");
	}

	boolean is(String verb, String kind) {
		return verb().equals(verb) && kind().equals(kind);
	}

	/** Returns whether it is about something that only its session sees. */
	boolean isTemporary() {
		return this.words.stream().limit(4).anyMatch((word) -> TEMPORARY.contains(word.name()));
	}

	boolean has(String name) {
		return this.words.stream().anyMatch((word) -> !word.quoted() && word.name().equals(name));
	}

	/** Returns whether one word directly follows another. */
	boolean has(String before, String name) {
		for (int index = 1; index < this.words.size(); index++) {
			if (this.words.get(index).name().equals(name) && this.words.get(index - 1).name().equals(before)) {
				return true;
			}
		}
		return false;
	}

	/** Returns how often a word occurs. */
	long count(String name) {
		return this.words.stream().filter((word) -> !word.quoted() && word.name().equals(name)).count();
	}

	/** Returns the name of the object that it creates, alters or drops, or "". */
	String object() {
		List<String> names = this.words.stream().skip(1).map(Word::name).toList();
		int kind = names.indexOf(kind());
		List<Word> rest = this.words.subList(Math.min(kind + 2, this.words.size()), this.words.size())
			.stream()
			.filter((word) -> word.quoted() || !BEFORE_NAME.contains(word.name()))
			.toList();
		return rest.isEmpty() ? "" : rest.get((rest.get(0).beforeDot() && rest.size() > 1) ? 1 : 0).name();
	}

	/** Returns its first words as SQL, for messages. */
	String shown() {
		String kind = isVerb("create", "alter", "drop", "refresh", "reindex") ? " " + kind() : "";
		return (verb() + kind).toUpperCase(Locale.ROOT);
	}

}
