package io.github.versionedschema.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The snippets of {@code docs/testing.md}, which are named in a comment before them.
 */
final class Page {

	private static final Pattern SNIPPET = Pattern.compile("<!-- snippet: (\\w+) -->\n```\\w*\n(.*?)```\n",
			Pattern.DOTALL);

	private Page() {
	}

	static Map<String, String> snippets() {
		try {
			Map<String, String> snippets = new TreeMap<>();
			SNIPPET.matcher(Files.readString(Path.of("../docs/testing.md")))
				.results()
				.forEach((snippet) -> snippets.put(snippet.group(1), snippet.group(2)));
			return snippets;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
