package io.github.versionedschema.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file its file
 * @param text its text
 */
record Page(Path file, String text) {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Pattern PART = Pattern.compile(
			"^## .*?\\n|^```(\\w*)\\n(.*?)^```\\n|^" + StepsTable.BEGIN + "\\n.*?^" + StepsTable.END + "\\n",
			Pattern.MULTILINE | Pattern.DOTALL);

	/** Returns a page of the folder {@code docs}. */
	static Page of(String name) {
		return of(DOCS.resolve(name));
	}

	private static Page of(Path file) {
		try {
			return new Page(file, Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the pages of a folder of {@code docs} and of the folders in it. */
	static List<Page> in(String folder) {
		try (Stream<Path> files = Files.walk(DOCS.resolve(folder))) {
			return files.filter(Files::isRegularFile).sorted().map(Page::of).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the page as its file is now. */
	Page readAgain() {
		return of(this.file);
	}

	/** Returns its headings, blocks and tables of steps, in their order. */
	List<Part> parts() {
		return PART.matcher(this.text)
			.results()
			.map((match) -> new Part(match.start(), match.end(), match.group(), match.group(1), match.group(2)))
			.toList();
	}

	/** Writes the page with other texts in the place of some of its parts. */
	void write(Map<Part, String> texts) {
		StringBuilder written = new StringBuilder(this.text);
		texts.entrySet()
			.stream()
			.sorted(Entry.comparingByKey(Comparator.comparingInt(Part::start).reversed()))
			.forEach((other) -> written.replace(other.getKey().start(), other.getKey().end(), other.getValue()));
		try {
			Files.writeString(this.file, written);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
