package io.github.versionedschema.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

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
		try {
			return Arrays.stream(resources().getResources("classpath:" + folder + "/*.yaml"))
				.map((file) -> read(folder, file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static CaseFile read(String folder, Resource file) {
		List<String> documents = List.of(text(file).split("(?m)^---\\n"));
		return new CaseFile(StringUtils.stripFilenameExtension(String.valueOf(file.getFilename())).replace('-', ' '),
				folder, (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(documents.get(0)),
				documents.subList(1, documents.size()));
	}

	/**
	 * Returns a text, or the contents of the SQL file that it names.
	 * @param key its name
	 * @return the text
	 */
	public String text(String key) {
		return resolved(String.valueOf(this.needs.get(key)));
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
		return text.endsWith(SQL) ? sql(this.folder, text) : text;
	}

	/**
	 * Returns SQL that the cases of a folder share.
	 * @param folder the folder, among the resources of the tests
	 * @param file the file's name
	 * @return the SQL
	 */
	public static String sql(String folder, String file) {
		return text(resources().getResource("classpath:" + folder + "/" + file));
	}

	private static PathMatchingResourcePatternResolver resources() {
		return new PathMatchingResourcePatternResolver();
	}

	private static String text(Resource file) {
		try {
			return file.getContentAsString(StandardCharsets.UTF_8);
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
