package io.github.versionedschema.plan.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * A schema with data, and migrations to run on it. Each is a file of the folder
 * {@code round-trips}: the first document has {@code given}, which is SQL or the name of
 * a file with SQL; each other document has the operations of one migration.
 *
 * @param name display name
 * @param given SQL
 * @param chain operations as YAML, one text for each migration
 */
record RoundTrip(String name, String given, List<String> chain) {

	private static final String FOLDER = "classpath:round-trips/";

	String[] migrations() {
		return this.chain.toArray(String[]::new);
	}

	@Override
	public String toString() {
		return this.name;
	}

	static Stream<RoundTrip> all() {
		try {
			return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(FOLDER + "*.yaml"))
				.map(RoundTrip::read);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RoundTrip read(Resource file) {
		List<String> documents = List.of(text(file).split("(?m)^---$"));
		Map<?, ?> first = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(documents.get(0));
		String given = String.valueOf(first.get("given"));
		return new RoundTrip(StringUtils.stripFilenameExtension(String.valueOf(file.getFilename())).replace('-', ' '),
				given.endsWith(".sql") ? text(new PathMatchingResourcePatternResolver().getResource(FOLDER + given))
						: given,
				documents.subList(1, documents.size()));
	}

	private static String text(Resource file) {
		try {
			return file.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
