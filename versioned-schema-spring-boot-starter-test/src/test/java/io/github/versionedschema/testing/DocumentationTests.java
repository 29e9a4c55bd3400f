package io.github.versionedschema.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the page shows tests that run.
 */
class DocumentationTests {

	@ParameterizedTest
	@CsvSource({ "DataJpa,CustomerRepositoryTests", "Proof,MigrationTests" })
	void showsATest(String snippet, String test) throws IOException {
		assertThat(Files.readString(Path.of("src/test/java/io/github/versionedschema/testing/shop/" + test + ".java")))
			.endsWith("\n" + Page.snippets().get(snippet));
	}

}
