package io.github.versionedschema.plan.check;

import java.util.List;
import java.util.Optional;

import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.plan.text.SqlWords.Word;

/**
 * Objects that the database still has because the user's SQL of an older live version
 * drops them only when that version is completed.
 */
final class LateDrops {

	private final List<ScriptItem.UserSql> scripts;

	/**
	 * Creates the search.
	 * @param older the drafts of older live versions
	 */
	LateDrops(List<SchemaDraft> older) {
		this.scripts = older.stream()
			.flatMap((draft) -> draft.script().stream())
			.filter(ScriptItem.UserSql.class::isInstance)
			.map(ScriptItem.UserSql.class::cast)
			.filter(ScriptItem.UserSql::onComplete)
			.toList();
	}

	/**
	 * Returns what to do about an object that has to be dropped first.
	 * @param object the object, as PostgreSQL prints it
	 * @param advice what to do if no version drops it
	 */
	String advice(String object, String advice) {
		return dropping(lastName(SqlWords.of(object).words()))
			.map((sql) -> "Complete the version of %s first, which drops it.".formatted(sql.source().file()))
			.orElse(advice);
	}

	private Optional<ScriptItem.UserSql> dropping(String name) {
		return this.scripts.stream().filter((sql) -> drops(SqlWords.of(sql.up()).words(), name)).findFirst();
	}

	private static boolean drops(List<Word> words, String name) {
		boolean dropping = false;
		for (Word word : words) {
			dropping = word.first() ? word.name().equals("drop") : dropping;
			if (dropping && word.name().equals(name)) {
				return true;
			}
		}
		return false;
	}

	/** Returns the name behind that of its schema, before arguments or a table. */
	private static String lastName(List<Word> words) {
		int index = 0;
		while (index < words.size() - 1 && words.get(index).beforeDot()) {
			index++;
		}
		return words.isEmpty() ? "" : words.get(index).name();
	}

}
