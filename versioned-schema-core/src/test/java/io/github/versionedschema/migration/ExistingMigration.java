package io.github.versionedschema.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;

/**
 * A migration of this repository: of the tests, the documentation or an application.
 *
 * @param name display name
 * @param text the text of the file, as YAML
 */
record ExistingMigration(String name, String text) {

	private static final Path ROOT = Path.of("..");

	private static final Pattern EXAMPLE = Pattern.compile("^ *```yaml\\n( *operations:\\n.*?)^ *```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	/** Returns all migrations. */
	static Stream<ExistingMigration> all() {
		return Stream.concat(readable(), ofCases("mistakes", "several-mistakes"));
	}

	/** Returns the migrations that are not written to be refused. */
	static Stream<ExistingMigration> readable() {
		return Stream
			.of(ofCases("changes", "failing-expands/keys", "failing-expands/values", "live-versions", "round-trips"),
					ofPages(), ofFolders())
			.flatMap((migrations) -> migrations);
	}

	private static Stream<ExistingMigration> ofCases(String... folders) {
		return Stream.of(folders)
			.flatMap(CaseFile::all)
			.flatMap((file) -> numbered(file.folder() + ": " + file.name(),
					file.migrations().stream().map((operations) -> "operations:\n" + operations.indent(2)).toList()));
	}

	private static Stream<ExistingMigration> ofPages() {
		return Stream.concat(Stream.of(ROOT.resolve("README.md")), markdown(ROOT.resolve("docs")))
			.flatMap((page) -> numbered(page.getFileName().toString(),
					EXAMPLE.matcher(read(page)).results().map((example) -> example.group(1).stripIndent()).toList()));
	}

	private static Stream<ExistingMigration> ofFolders() {
		return Stream.of("sample-app/src/main/resources/db/versioned-schema",
				"application-tests/common/src/main/resources/db/versioned-schema",
				"application-tests/clinic/src/main/resources/db", "versioned-schema-core/src/test/resources/migrations",
				"versioned-schema-core/src/test/resources/older-journals/migrations")
			.map(ROOT::resolve)
			.flatMap(ExistingMigration::files)
			.map((file) -> new ExistingMigration(ROOT.relativize(file).toString(), read(file)));
	}

	private static Stream<Path> files(Path folder) {
		return files(folder, ".yaml");
	}

	private static Stream<Path> markdown(Path folder) {
		return files(folder, ".md");
	}

	private static Stream<Path> files(Path folder, String extension) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(extension)).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<ExistingMigration> numbered(String name, List<String> texts) {
		return IntStream.range(0, texts.size())
			.mapToObj((index) -> new ExistingMigration(name + " #" + (index + 1), texts.get(index)));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
