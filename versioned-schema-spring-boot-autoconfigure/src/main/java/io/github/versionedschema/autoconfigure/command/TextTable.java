package io.github.versionedschema.autoconfigure.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Formats a text table whose columns are as wide as their content.
 */
final class TextTable {

	private static final String GAP = "  ";

	private final List<String[]> rows = new ArrayList<>();

	TextTable(String... header) {
		this.rows.add(header);
	}

	void row(String... cells) {
		this.rows.add(cells);
	}

	/**
	 * Returns the lines of the table, each terminated by a line feed.
	 */
	@Override
	public String toString() {
		int columns = this.rows.get(0).length;
		int[] widths = new int[columns];
		this.rows.forEach((row) -> {
			for (int i = 0; i < columns; i++) {
				widths[i] = Math.max(widths[i], row[i].length());
			}
		});
		StringBuilder text = new StringBuilder();
		append(text, this.rows.get(0), widths);
		append(text, Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new), widths);
		this.rows.stream().skip(1).forEach((row) -> append(text, row, widths));
		return text.toString();
	}

	private static void append(StringBuilder text, String[] cells, int[] widths) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < cells.length; i++) {
			line.append(cells[i]).append(" ".repeat(widths[i] - cells[i].length())).append(GAP);
		}
		text.append(line.toString().stripTrailing()).append('\n');
	}

}
