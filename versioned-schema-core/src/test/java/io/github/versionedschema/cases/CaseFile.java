package io.github.versionedschema.cases;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file with the data of one test: the first YAML document has what the test needs by
 * name, and each other document has the operations of one migration. SQL that several
 * cases share is in a file of its own, whose name stands in its place.
 *
 * @param name display name, from the name of the file
 * @param folder of the file
 * @param needs the first document
 * @param migrations operations as YAML, one text for each migration
 */
public record CaseFile(String name, String folder, Map<?, ?> needs, List<String> migrations) {

	private static final String SQL = ".sql";

	/**
	 * Returns the cases of a folder, in the order of their names.
	 * @param folder the folder, among the resources of the tests
	 * @return its cases
	 */
	public static Stream<CaseFile> all(String folder) {
		return TestFile.all(folder + "/*.yaml").map(CaseFile::read);
	}

	/**
	 * Returns one case.
	 * @param path its folder and name, among the resources of the tests
	 * @return the case
	 */
	public static CaseFile of(String path) {
		return read(TestFile.of(path));
	}

	private static CaseFile read(TestFile file) {
		List<String> documents = List.of(file.text().split("(?m)^---\\n"));
		return new CaseFile(file.name(), file.folder(),
				(Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(documents.get(0)),
				documents.subList(1, documents.size()));
	}

	/** Returns the operations of the only migration. */
	public String operations() {
		assertThat(this.migrations).as(this.name).hasSize(1);
		return this.migrations.get(0);
	}

	/**
	 * Returns a text, or the content of the SQL file that it names. A list is one text.
	 * @param key its name
	 * @return the text
	 */
	public String text(String key) {
		Object text = this.needs.get(key);
		return (text instanceof List<?> parts)
				? parts.stream().map(String::valueOf).map(this::resolved).collect(Collectors.joining("\n"))
				: resolved(String.valueOf(text));
	}

	/**
	 * Returns a list of texts, or the lines of the SQL file that stands in its place.
	 * @param key its name
	 * @return the texts
	 */
	public List<String> texts(String key) {
		Object texts = Objects.requireNonNull(this.needs.get(key), key);
		return (texts instanceof List<?> list) ? list.stream().map(String::valueOf).toList()
				: resolved(String.valueOf(texts)).lines().toList();
	}

	private String resolved(String text) {
		return text.endsWith(SQL) ? TestFile.of(this.folder + "/" + text).text() : text;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
