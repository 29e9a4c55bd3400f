package io.github.versionedschema.plan.operation;

import java.util.stream.Stream;

import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.plan.text.SqlWords.PsqlPart;
import org.jspecify.annotations.Nullable;

/**
 * Finds parts of a psql script, such as {@code pg_dump} output, that psql processes
 * itself and the server does not understand.
 */
final class PsqlParts {

	private PsqlParts() {
	}

	/**
	 * Finds these parts.
	 * @param what the kind of text, as readable text
	 * @param sql the text, or null
	 * @return one rejection per part
	 */
	static Stream<Rejection> of(String what, @Nullable String sql) {
		return (sql != null) ? SqlWords.of(sql).psqlParts().stream().map((part) -> rejection(what, part))
				: Stream.empty();
	}

	private static Rejection rejection(String what, PsqlPart part) {
		String where = "Line " + part.line() + " of " + what + ": \"" + part.text() + "\" ";
		return switch (part.kind()) {
			case COMMAND -> new Rejection(where + "is a command of psql, which the server does not understand.",
					command(part.text()));
			case VARIABLE -> new Rejection(where + "is a variable of psql, which the server does not understand.",
					"Write its value.");
			case COPY -> new Rejection(where + "needs a client that sends or receives the data, as psql does.",
					"Write INSERT statements, which \"pg_dump --inserts\" prints, or COPY from a file or program on the server.");
		};
	}

	private static String command(String text) {
		if (text.matches("(?i)\\\\(i|ir|include|include_relative)\\b.*")) {
			return "Write what is in that file here.";
		}
		if (text.matches("(?i)\\\\copy\\b.*")) {
			return "Write INSERT statements, or COPY from a file or program on the server.";
		}
		if (text.matches("\\\\g(exec|set|x|desc)?\\b.*")) {
			return "End the statement with a semicolon. What \\gexec runs can be run by a DO block with EXECUTE.";
		}
		return "Leave the line out. All SQL of a migration runs in the database of the application, on one connection.";
	}

}
