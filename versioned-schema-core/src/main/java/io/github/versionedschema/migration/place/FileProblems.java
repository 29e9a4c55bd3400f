package io.github.versionedschema.migration.place;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Collects the problems of one file.
 *
 * @param file the file, as shown in messages
 * @param operation the operation that is being read, if any
 * @param found the collected problems
 */
public record FileProblems(String file, @Nullable Source operation, List<Problem> found) {

	/** Returns the same collection for problems of an operation. */
	public FileProblems within(Source source) {
		return new FileProblems(this.file, source, this.found);
	}

	public void add(Position at, String message, @Nullable String advice) {
		this.found.add(new Problem(this.file, at.line(), at.column(), this.operation, message, advice));
	}

	/** Adds a problem of the whole file, at its beginning. */
	public void add(String message, @Nullable String advice) {
		add(new Position(1, 1), message, advice);
	}

	public boolean isEmpty() {
		return this.found.isEmpty();
	}

}
