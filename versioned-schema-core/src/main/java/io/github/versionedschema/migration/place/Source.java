package io.github.versionedschema.migration.place;

import java.util.Comparator;

/**
 * The position at which an operation was read.
 *
 * @param file the file, as shown in messages
 * @param line the line, 1-based
 * @param column the column, 1-based
 * @param index the 1-based index of the operation in its file
 * @param key the operation's key, e.g. {@code add_column}
 */
public record Source(String file, int line, int column, int index, String key) implements Comparable<Source> {

	private static final Comparator<Source> ORDER = Comparator.comparing(Source::file, new NaturalOrder())
		.thenComparingInt(Source::line)
		.thenComparingInt(Source::column)
		.thenComparingInt(Source::index)
		.thenComparing(Source::key);

	/** Compares by file, in the order of migrations, and by the position in the file. */
	@Override
	public int compareTo(Source other) {
		return ORDER.compare(this, other);
	}

	/** Returns for example {@code 02_split.yaml:7 operation 2 (add_column)}. */
	@Override
	public String toString() {
		return this.file + ":" + this.line + " operation " + this.index + " (" + this.key + ")";
	}

}
