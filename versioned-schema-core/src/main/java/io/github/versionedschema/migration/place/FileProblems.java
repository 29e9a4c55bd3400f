package io.github.versionedschema.migration.place;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Collects the problems of one file.
 *
 * @param file the file, as shown to people
 * @param operation the operation that is being read, if one is
 * @param found where the problems are collected
 */
public record FileProblems(String file, @Nullable Source operation, List<Problem> found) {

	/** The same collection, for what is found inside of an operation. */
	public FileProblems within(Source source) {
		return new FileProblems(this.file, source, this.found);
	}

	public void add(Position at, String message, @Nullable String advice) {
		this.found.add(new Problem(this.file, at.line(), at.column(), this.operation, message, advice));
	}

	public void add(String message, @Nullable String advice) {
		this.found.add(Problem.of(this.file, message, advice));
	}

	public boolean isEmpty() {
		return this.found.isEmpty();
	}

}
