package io.github.versionedschema.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.versionedschema.release.Change;

/**
 * An example of the pages about migration files.
 *
 * @param page its page
 * @param number its place on the page, from 1
 * @param operations its text, below the key {@code operations}
 * @param steps the table of its steps as the page has it, or an empty text
 */
record DocumentedMigration(Path page, int number, String operations, String steps) {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Path OVERVIEW = DOCS.resolve("migrations.md");

	private static final Pattern EXAMPLE = Pattern.compile(
			"^```yaml\\noperations:\\n(.*?)^```\\n(?:\\n(" + StepsTable.BEGIN + "\\n.*?^" + StepsTable.END + "\\n))?",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern GIVEN = Pattern.compile("^```sql\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	/** Returns all examples, page by page. */
	static Stream<DocumentedMigration> all() throws IOException {
		try (Stream<Path> pages = Files.list(DOCS.resolve("migrations"))) {
			return Stream.concat(Stream.of(OVERVIEW), pages.sorted().toList().stream())
				.flatMap(DocumentedMigration::of);
		}
	}

	private static Stream<DocumentedMigration> of(Path page) {
		List<MatchResult> examples = examples(page);
		return IntStream.range(0, examples.size()).mapToObj((index) -> {
			String steps = examples.get(index).group(2);
			return new DocumentedMigration(page, index + 1, examples.get(index).group(1), (steps != null) ? steps : "");
		});
	}

	private static List<MatchResult> examples(Path page) {
		return EXAMPLE.matcher(read(page)).results().toList();
	}

	/** Returns it as a change of the tables that the overview describes. */
	Change change() {
		String given = GIVEN.matcher(read(OVERVIEW))
			.results()
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No tables in " + OVERVIEW))
			.group(1);
		return new Change(toString(), given, this.operations, List.of(), List.of());
	}

	/** PostgreSQL cannot remove a value of an enum. */
	boolean leavesNoTrace() {
		return !this.operations.contains("add_value") || this.operations.contains("down");
	}

	/** Writes another table of its steps into the page. */
	void write(String table) {
		String text = read(this.page);
		MatchResult example = examples(this.page).get(this.number - 1);
		try {
			Files.writeString(this.page, text.substring(0, example.start()) + "```yaml\noperations:\n" + this.operations
					+ "```\n\n" + table + text.substring(example.end()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return this.page.getFileName() + ", example " + this.number;
	}

}
