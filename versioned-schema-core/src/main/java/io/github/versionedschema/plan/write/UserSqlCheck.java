package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.SqlWords;

/**
 * How SQL of the user's own is tried before anything changes. What only defines things
 * runs in the transaction that is rolled back, so that later operations can use what it
 * defines; what touches rows is only parsed, as running it twice would double its time
 * and its locks.
 */
final class UserSqlCheck {

	private static final Set<String> TOUCHES_ROWS = Set.of("insert", "update", "delete", "merge", "truncate", "copy",
			"select", "call", "do", "lock", "vacuum", "reindex", "refresh", "concurrently", "cluster", "analyze");

	/**
	 * PL/pgSQL parses every statement of a function's body when the function is created,
	 * and resolves nothing.
	 */
	private static final String PARSE = "CREATE OR REPLACE FUNCTION pg_temp._vs_parse() RETURNS void LANGUAGE plpgsql AS $_vs_parse$\nBEGIN\n";

	private UserSqlCheck() {
	}

	static List<Check> of(ScriptItem.UserSql sql) {
		List<Check> checks = new ArrayList<>();
		checks
			.add(definesOnly(sql) ? new Check("the SQL", sql.up(), 0, sql.source()) : parse("the SQL", sql.up(), sql));
		if (sql.down() != null) {
			checks.add(parse("\"down\"", sql.down(), sql));
		}
		return checks;
	}

	/** Returns whether the SQL defines things, at expand, and touches no rows. */
	static boolean definesOnly(ScriptItem.UserSql sql) {
		return !sql.onComplete()
				&& SqlWords.of(sql.up()).words().stream().noneMatch((word) -> TOUCHES_ROWS.contains(word.name()));
	}

	private static Check parse(String what, String text, ScriptItem.UserSql sql) {
		String body = text.strip();
		return new Check(what, PARSE + body + (body.endsWith(";") ? "" : ";") + "\nEND\n$_vs_parse$", PARSE.length(),
				sql.source());
	}

}
