package io.github.versionedschema.migration.place;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a migration, and where.
 *
 * @param file the file, as shown to people
 * @param line the line, from 1; 0 if the problem is the file as a whole
 * @param column the column, from 1; 0 if it is not known
 * @param operation the operation that the problem is in, if it is in one
 * @param message what is wrong
 * @param advice what to write instead, if there is something to say
 */
public record Problem(String file, int line, int column, @Nullable Source operation, String message,
		@Nullable String advice) {

	/**
	 * A problem with an operation as a whole.
	 * @param operation where the operation was written
	 * @param message what is wrong
	 * @param advice what to write instead, if there is something to say
	 * @return the problem, at the operation's place
	 */
	public static Problem of(Source operation, String message, @Nullable String advice) {
		return new Problem(operation.file(), operation.line(), operation.column(), operation, message, advice);
	}

	/**
	 * A problem with a file as a whole.
	 * @param file the file, as shown to people
	 * @param message what is wrong
	 * @param advice what to do, if there is something to say
	 * @return the problem, without a line
	 */
	public static Problem of(String file, String message, @Nullable String advice) {
		return new Problem(file, 0, 0, null, message, advice);
	}

	/**
	 * The problem in one line, such as
	 * {@code 02_split.yaml:9:7 operation 2 (add_column): unknown key 'tabel'. Did you mean 'table'?}
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
