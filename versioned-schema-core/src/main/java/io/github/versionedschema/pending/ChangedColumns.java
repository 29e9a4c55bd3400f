package io.github.versionedschema.pending;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.plan.text.SqlWords.Word;

/**
 * Finds the tables whose columns differ after expand for a session that uses the tables
 * themselves. Renames, for example, change only what versions see.
 */
final class ChangedColumns {

	private ChangedColumns() {
	}

	/** Returns the tables, and user SQL that changes a table. */
	static List<String> of(Plan plan) {
		if (plan.direct()) {
			return List.of();
		}
		return plan.steps()
			.stream()
			.filter((step) -> step.phase() == Phase.EXPAND)
			.flatMap(ChangedColumns::changed)
			.distinct()
			.toList();
	}

	private static Stream<String> changed(Step step) {
		if (Boolean.TRUE.equals(step.addsColumns())) {
			return Stream.of("table " + step.table());
		}
		return (step.action() instanceof Action.UserSql sql && altersTable(sql.sql()))
				? Stream.of("a table (" + step.title() + ")") : Stream.empty();
	}

	private static boolean altersTable(String sql) {
		List<String> words = SqlWords.of(sql)
			.words()
			.stream()
			.filter((word) -> !word.quoted())
			.map(Word::name)
			.toList();
		int alter = words.indexOf("alter");
		return alter != -1 && words.subList(alter, words.size()).contains("table");
	}

}
