package io.github.versionedschema.migration;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;
import io.github.versionedschema.migration.place.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when migration files cannot be used. Contains every problem of every file, so
 * that all can be corrected at once. Nothing was changed in the database.
 */
public class InvalidMigrationsException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	private final transient List<Problem> problems;

	private final transient List<Migration> readable;

	/**
	 * Creates the exception.
	 * @param problems all problems, at least one
	 * @param readable the migrations before the first error, the last of them up to its
	 * first operation with an error
	 */
	public InvalidMigrationsException(List<Problem> problems, List<Migration> readable) {
		this(problems, readable, null);
	}

	private InvalidMigrationsException(List<Problem> problems, List<Migration> readable, @Nullable Throwable cause) {
		super(FailureKind.INVALID, "invalid-migrations", message(problems), cause);
		this.problems = List.copyOf(problems);
		this.readable = List.copyOf(readable);
	}

	@Override
	public String description() {
		return this.problems.stream()
			.map(Problem::toString)
			.collect(Collectors.joining("\n  - ",
					"The schema's migrations cannot be read. Nothing was changed in the database.\n\n  - ", ""));
	}

	@Override
	public String advice() {
		return "Correct the files. --versioned-schema.command=validate checks them without starting the application.";
	}

	@Override
	public List<Problem> details() {
		return this.problems;
	}

	/**
	 * Returns all problems, in the order of the files and positions.
	 * @return the problems, at least one
	 */
	public List<Problem> problems() {
		return this.problems;
	}

	/**
	 * Returns the migrations that could be read, in order to check them against the
	 * database. They must not be applied.
	 * @return the migrations before the first error, the last of them up to its first
	 * operation with an error; they have the checksums of their files, but for the last
	 */
	public List<Migration> readable() {
		return this.readable;
	}

	/**
	 * Adds problems.
	 * @param others problems of the migrations that can be read
	 * @return the exception with these problems first, as they come before the other
	 * errors
	 */
	public InvalidMigrationsException after(List<Problem> others) {
		InvalidMigrationsException all = new InvalidMigrationsException(
				Stream.concat(others.stream(), this.problems.stream()).toList(), this.readable, getCause());
		all.setStackTrace(getStackTrace());
		return all;
	}

	private static String message(List<Problem> problems) {
		return problems.stream()
			.map(Problem::toString)
			.collect(Collectors.joining("\n  ", "Nothing was changed: the migrations have %d %s\n  "
				.formatted(problems.size(), (problems.size() == 1) ? "problem" : "problems"), ""));
	}

}
