package io.github.versionedschema.migration;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when migration files cannot be used. Carries every problem of every file, so
 * that all can be mended at once. Nothing was changed in the database.
 */
public class InvalidMigrationsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Problem> problems;

	public InvalidMigrationsException(List<Problem> problems) {
		super(message(problems));
		this.problems = List.copyOf(problems);
	}

	/**
	 * All problems, in the order of the files and of the places in them.
	 * @return the problems, at least one
	 */
	public List<Problem> problems() {
		return this.problems;
	}

	private static String message(List<Problem> problems) {
		return problems.stream()
			.map(Problem::toString)
			.collect(Collectors.joining("\n  ", "Nothing was changed: the migrations have %d %s\n  "
				.formatted(problems.size(), (problems.size() == 1) ? "problem" : "problems"), ""));
	}

}
