package io.github.versionedschema.autoconfigure.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page in {@code docs} with parts that tests write: those between
 * {@code <!-- generated: name -->} and {@code <!-- end -->}.
 */
public final class DocumentedPage {

	private static final Path FOLDER = Path.of("../docs");

	private static final Pattern PART = Pattern.compile("(?s)<!-- generated: ([a-z-]+) -->\n.*?<!-- end -->");

	private final Path file;

	private final String text;

	private final Map<String, String> parts = new LinkedHashMap<>();

	private DocumentedPage(Path file) throws IOException {
		this.file = file;
		this.text = Files.readString(file);
	}

	/**
	 * Reads a page.
	 * @param name file name, for example {@code endpoint.md}
	 */
	public static DocumentedPage of(String name) {
		try {
			return new DocumentedPage(FOLDER.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the text of the page. */
	public String text() {
		return this.text;
	}

	/**
	 * Returns the contents of the fenced blocks in a language, in the order of the page.
	 */
	public List<String> blocks(String language) {
		return Pattern.compile("(?ms)^ *```" + language + "\n(.*?)^ *```$")
			.matcher(this.text)
			.results()
			.map((block) -> block.group(1).stripIndent())
			.toList();
	}

	/**
	 * Sets the text of a part.
	 */
	public void put(String part, String content) {
		assertThat(this.parts.put(part, content)).as("Part %s is set twice", part).isNull();
	}

	/**
	 * Sets a part to a fenced block.
	 */
	public void put(String part, String language, String content) {
		put(part, "```" + language + "\n" + content.strip() + "\n```");
	}

	/**
	 * Requires that the parts of the page are those that were set, or writes them with
	 * {@code -Ddocs.write=true}.
	 */
	public void check() {
		assertThat(new TreeSet<>(PART.matcher(this.text).results().map((part) -> part.group(1)).toList()))
			.isEqualTo(new TreeSet<>(this.parts.keySet()));
		String current = PART.matcher(this.text).replaceAll((part) -> Matcher.quoteReplacement(written(part)));
		if (Boolean.getBoolean("docs.write")) {
			try {
				Files.writeString(this.file, current);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		else {
			assertThat(this.text).isEqualTo(current);
		}
	}

	private String written(MatchResult part) {
		return "<!-- generated: %s -->\n%s\n<!-- end -->".formatted(part.group(1), this.parts.get(part.group(1)));
	}

}
