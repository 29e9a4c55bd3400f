package io.github.versionedschema.migration.place;

import org.jspecify.annotations.Nullable;

/**
 * A problem of a migration, with its position.
 *
 * @param file the file, as shown in messages
 * @param line the line, from 1; 0 if the problem concerns the whole file
 * @param column the column, from 1; 0 if unknown
 * @param operation the operation with the problem, if any
 * @param message the problem
 * @param advice what to write instead, if known
 */
public record Problem(String file, int line, int column, @Nullable Source operation, String message,
		@Nullable String advice) {

	/**
	 * Creates a problem that concerns a whole operation.
	 * @param operation the position of the operation
	 * @param message the problem
	 * @param advice what to write instead, if known
	 * @return the problem, at the operation's position
	 */
	public static Problem of(Source operation, String message, @Nullable String advice) {
		return new Problem(operation.file(), operation.line(), operation.column(), operation, message, advice);
	}

	/**
	 * Creates a problem that concerns a whole file.
	 * @param file the file, as shown in messages
	 * @param message the problem
	 * @param advice what to do, if known
	 * @return the problem, without a line
	 */
	public static Problem of(String file, String message, @Nullable String advice) {
		return new Problem(file, 0, 0, null, message, advice);
	}

	/**
	 * Returns the problem in one line, such as {@code 02_split.yaml:9:7 operation 2
	 * (add_column): unknown key 'tabel'. Did you mean 'table'?}
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.file);
		if (this.line > 0) {
			text.append(':').append(this.line);
			if (this.column > 0) {
				text.append(':').append(this.column);
			}
		}
		if (this.operation != null) {
			text.append(" operation ")
				.append(this.operation.index())
				.append(" (")
				.append(this.operation.key())
				.append(')');
		}
		text.append(": ").append(this.message);
		if (this.advice != null) {
			text.append(". ").append(this.advice);
		}
		return text.toString();
	}

}
