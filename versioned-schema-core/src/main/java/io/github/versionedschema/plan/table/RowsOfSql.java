package io.github.versionedschema.plan.table;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.plan.text.SqlWords.Word;

/**
 * Determines whether user SQL may change the rows of a table in expand, such as to
 * correct those that a later operation would refuse, or create a function that computes
 * them. They are then looked at after it.
 */
public final class RowsOfSql {

	private static final Set<String> WRITING = Set.of("insert", "update", "delete", "merge", "truncate", "copy", "do",
			"call", "execute");

	private RowsOfSql() {
	}

	/**
	 * Returns the phase in which the rows that an operation adds a rule for are counted.
	 * @param operation the operation
	 * @param expressions the SQL that is evaluated for each row
	 * @param tables the tables whose rows are counted, at least one
	 */
	public static Phase phaseOfCount(Source operation, List<String> expressions, TableDraft... tables) {
		boolean later = Stream.of(tables).anyMatch((table) -> mayChangeBefore(operation, table)) || expressions.stream()
			.anyMatch((expression) -> usesNew(operation, SqlWords.of(expression), tables[0]));
		return later ? Phase.PROVE : Phase.CHECK;
	}

	/**
	 * Returns whether SQL may use a function or type that an earlier operation creates.
	 */
	private static boolean usesNew(Source operation, SqlWords expression, TableDraft table) {
		return before(operation, table).filter((sql) -> sql.mentions("create"))
			.anyMatch((sql) -> expression.words()
				.stream()
				.filter((word) -> word.call() || word.afterCast())
				.map(Word::name)
				.anyMatch(sql::mentions));
	}

	/** Returns whether SQL of an earlier operation may change rows of the table. */
	public static boolean mayChangeBefore(Source operation, TableDraft table) {
		return before(operation, table)
			.anyMatch((words) -> WRITING.stream().anyMatch(words::mentions) && names(table).anyMatch(words::mentions));
	}

	private static Stream<SqlWords> before(Source operation, TableDraft table) {
		return table.schema()
			.script()
			.stream()
			.filter(ScriptItem.UserSql.class::isInstance)
			.map(ScriptItem.UserSql.class::cast)
			.filter((sql) -> !sql.onComplete() && sql.source().compareTo(operation) < 0)
			.map((sql) -> SqlWords.of(sql.up()));
	}

	private static Stream<String> names(TableDraft table) {
		return Stream.concat(Stream.of(table.lastingName()), Stream.ofNullable(table.name()));
	}

}
