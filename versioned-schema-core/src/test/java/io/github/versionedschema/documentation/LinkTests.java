package io.github.versionedschema.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that relative links on all pages lead to a file, a heading or an image that
 * exists, and that the table of contents has every page.
 */
class LinkTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern CODE = Pattern.compile("^ *```.*?^ *```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

	private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

	private final Map<Path, Set<String>> anchors = new HashMap<>();

	@Test
	void everyLinkLeadsSomewhere() throws IOException {
		List<String> broken = new ArrayList<>();
		for (Path page : pages()) {
			LINK.matcher(prose(page)).results().forEach((link) -> {
				if (!exists(page, Objects.requireNonNull(link.group(1)), link.group(2))) {
					broken.add(ROOT.relativize(page) + ": " + link.group());
				}
			});
		}
		assertThat(broken).isEmpty();
	}

	@Test
	void theTableOfContentsHasEveryPage() throws IOException {
		Path contents = ROOT.resolve("docs/README.md");
		List<Path> listed = LINK.matcher(prose(contents))
			.results()
			.map((link) -> target(contents, Objects.requireNonNull(link.group(1))))
			.toList();
		assertThat(pages().stream()
			.filter((page) -> contents.getParent().equals(page.getParent()))
			.filter((page) -> !page.equals(contents))).isSubsetOf(listed);
	}

	private boolean exists(Path page, String file, @Nullable String anchor) {
		Path target = target(page, file);
		return Files.exists(target) && (anchor == null || anchors(target).contains(anchor));
	}

	private static Path target(Path page, String file) {
		return file.isEmpty() ? page : page.resolveSibling(file).normalize();
	}

	private Set<String> anchors(Path page) {
		return this.anchors.computeIfAbsent(page, LinkTests::headings);
	}

	/** Returns the anchors that GitHub gives to the headings of a page. */
	private static Set<String> headings(Path page) {
		Set<String> headings = new HashSet<>();
		HEADING.matcher(prose(page)).results().forEach((heading) -> {
			String anchor = heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N}_ -]", "")
				.replace(' ', '-');
			for (int number = 0; !headings.add((number == 0) ? anchor : anchor + "-" + number); number++) {
				continue;
			}
		});
		return headings;
	}

	private static String prose(Path page) {
		try {
			return CODE.matcher(Files.readString(page)).replaceAll("");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> files = Files.walk(ROOT)) {
			return files.filter((file) -> file.toString().endsWith(".md"))
				.filter((file) -> Stream.of("target", ".git")
					.noneMatch((folder) -> ROOT.relativize(file).toString().contains(folder + "/")))
				.toList();
		}
	}

}
