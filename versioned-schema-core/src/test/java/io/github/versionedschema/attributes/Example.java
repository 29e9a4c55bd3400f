package io.github.versionedschema.attributes;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.versionedschema.cases.AttributePaths;
import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.release.Change;

/**
 * A migration that has values of some attributes of an operation. The examples of an
 * operation are a file of the folder {@code attributes}, with further statements of
 * clients if all columns are not enough.
 *
 * @param change the migration
 * @param attributes the paths of the attributes
 */
record Example(Change change, Set<String> attributes) {

	/** Returns all examples. */
	static List<Example> all() {
		return CaseFile.all("attributes").flatMap(Example::of).toList();
	}

	private static Stream<Example> of(CaseFile file) {
		return IntStream.range(0, file.migrations().size()).mapToObj((index) -> {
			String operations = file.migrations().get(index);
			return new Example(new Change("%s %d".formatted(file.name(), index + 1), file.text("given"), operations,
					statements(file, "older"), statements(file, "newer")), AttributePaths.of(operations));
		});
	}

	private static List<String> statements(CaseFile file, String key) {
		return file.needs().containsKey(key) ? file.texts(key) : List.of();
	}

	@Override
	public String toString() {
		return this.change.name();
	}

}
